package org.cordon.probe.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A box between the probe and the gateway that does what TSPU does: reads the name in the first packet and resets what it
 * does not like, freezes a connection once so many bytes have crossed it either way, or lets nothing pass at all.
 */
final class TestCensor implements AutoCloseable {
    private final ServerSocket server;
    private final int gateway;
    final Set<String> resetNames = ConcurrentHashMap.newKeySet();
    final AtomicInteger resets = new AtomicInteger();
    final AtomicInteger frozen = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();
    volatile long freezeAfterBytes = Long.MAX_VALUE;
    volatile boolean cut;

    TestCensor(int gateway) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), gateway);
    }

    /** @param where it listens; what it lets pass goes to {@code gateway} on loopback */
    TestCensor(InetSocketAddress where, int gateway) throws IOException {
        this.server = new ServerSocket(where.getPort(), 50, where.getAddress());
        this.gateway = gateway;
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "censor");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                daemon(() -> pass(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        try (client;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
            byte[] hello = new byte[16_384];
            int length = client.getInputStream().read(hello);
            if (length <= 0) {
                return;
            }
            String seen = new String(hello, 0, length, StandardCharsets.ISO_8859_1);
            if (resetNames.stream().anyMatch(seen::contains)) {
                resets.incrementAndGet();
                client.setSoLinger(true, 0);
                return;
            }
            AtomicLong bytes = new AtomicLong(length);
            far.getOutputStream().write(hello, 0, length);
            daemon(() -> pump(far, client, bytes));
            pump(client, far, bytes);
        } catch (IOException e) {
            // either side has had enough
        }
    }

    private void pump(Socket from, Socket to, AtomicLong bytes) {
        byte[] buffer = new byte[4_096];
        boolean told = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                boolean stopped = cut || bytes.addAndGet(count) > freezeAfterBytes;
                if (!stopped) {
                    out.write(buffer, 0, count);
                } else if (!told && !cut) {
                    told = true;
                    frozen.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // closed
        } finally {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone anyway
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
