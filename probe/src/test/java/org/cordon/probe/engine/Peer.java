package org.cordon.probe.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;

/** A server on loopback that treats every connection in its own way. */
public final class Peer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> kept = new ArrayList<>();

    /** What is done with one connection. */
    public interface Manner {
        void treat(Socket socket) throws IOException;
    }

    private Peer(ServerSocket server) {
        this.server = server;
    }

    public static Peer that(Manner manner) throws IOException {
        return that(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manner);
    }

    public static Peer that(ServerSocket server, Manner manner) {
        Peer peer = new Peer(server);
        Thread thread = new Thread(() -> peer.serve(manner), "peer");
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    /** Its queue is full, so the kernel answers no further SYN. */
    public static Peer thatIsDeaf() throws IOException {
        Peer peer = new Peer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < 4; i++) {
            Socket filler = new Socket();
            peer.kept.add(filler);
            try {
                filler.connect(peer.server.getLocalSocketAddress(), 100);
            } catch (IOException e) {
                break;
            }
        }
        return peer;
    }

    /** A port on which nobody listens. */
    public static Target nobody() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return target(once.getLocalPort(), null);
        }
    }

    /** Resets the connection as soon as something was said on it. */
    public static void resetAfterFirstWord(Socket socket) throws IOException {
        int ignored = socket.getInputStream().read();
        reset(socket);
    }

    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Hears everything and then closes in good order. */
    public static void hangUpAfterFirstWords(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int ignored = in.read(new byte[16 * 1024]);
        socket.close();
    }

    private void serve(Manner manner) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                synchronized (kept) {
                    kept.add(socket);
                }
                manner.treat(socket);
            } catch (SocketException e) {
                // closed, by this test or by the other side
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Target target() {
        return target(server.getLocalPort(), null);
    }

    public Target target(String host) {
        return target(server.getLocalPort(), host);
    }

    public static Target target(int port, String host) {
        return new Target(Address.parse("127.0.0.1"), port, "test", host, null, null, "test", null, null, false);
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (kept) {
            for (Socket socket : kept) {
                socket.close();
            }
        }
    }
}
