package org.cordon.lab.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Passes bytes between whoever connects to one address and another address. A pathname Unix socket crosses network
 * namespaces although no packet can: two relays, one on each side of it, show a service of the sandbox to the host.
 */
public final class Relay implements Closeable {
    /** Two threads a connection; a browser and a Prometheus need a dozen. */
    private static final int THREADS = 128;

    private static final int BUFFER = 16 * 1024;

    private final ServerSocketChannel listening;
    private final SocketAddress to;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(1, THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Relay::daemon);

    private Relay(ServerSocketChannel listening, SocketAddress to) {
        this.listening = listening;
        this.to = to;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Listens at {@code from} from now on.
     *
     * @param from a Unix socket, or an address of this machine; port 0 takes any that is free
     * @param to where each connection is passed on to; it need not be there yet
     */
    public static Relay start(SocketAddress from, SocketAddress to) throws IOException {
        ServerSocketChannel listening = from instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            listening.bind(from);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        Relay relay = new Relay(listening, to);
        daemon(relay::accept).start();
        return relay;
    }

    /** The TCP port it listens at. */
    public int port() throws IOException {
        return ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel near = listening.accept();
                try {
                    threads.execute(() -> connect(near));
                } catch (RejectedExecutionException busy) {
                    near.close();
                }
            } catch (IOException closed) {
                // the loop ends where the socket itself is closed
            }
        }
    }

    private void connect(SocketChannel near) {
        try (near;
                SocketChannel far = SocketChannel.open(to)) {
            threads.execute(() -> copy(near, far));
            copy(far, near);
        } catch (IOException | RejectedExecutionException awayOrBusy) {
            // the service is away: whoever asked sees the connection close, as it would without a relay
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            // either side may hang up at any time
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
