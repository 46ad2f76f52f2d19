package org.cordon.lab.far;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers for every address of the far end: one listening socket a port, on all addresses. The kernel completes
 * connections by itself; what follows is served by a bounded number of threads, and whoever finds none free is let go.
 */
public final class FarServer implements Closeable {
    private static final int BACKLOG = 4_096;
    private static final int THREADS = 256;
    /** More than the eight seconds after which a probe calls a transfer frozen: the server must not hang up first. */
    private static final int PATIENCE_MILLIS = 10_000;

    private final List<ServerSocket> listening = new ArrayList<>();
    private final ExecutorService conversations =
            new ThreadPoolExecutor(8, THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>());

    /** What is said on a connection; the socket is closed afterwards. */
    public interface Service {
        void serve(Socket peer) throws IOException;
    }

    /** Listens on {@code port} of all addresses. */
    public void listen(int port, Service service) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(port), BACKLOG);
        listening.add(socket);
        Thread acceptor = new Thread(() -> accept(socket, service), "far-" + port);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept(ServerSocket socket, Service service) {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                peer.setSoTimeout(PATIENCE_MILLIS);
                hand(peer, service);
            } catch (IOException closedOrReset) {
                // a peer that went away at once; if it is the socket itself, the loop ends
            }
        }
    }

    private void hand(Socket peer, Service service) throws IOException {
        try {
            conversations.execute(() -> converse(peer, service));
        } catch (RejectedExecutionException busy) {
            // the peer has had its connection; that is all that most of them came for
            peer.close();
        }
    }

    private static void converse(Socket peer, Service service) {
        try (peer) {
            service.serve(peer);
        } catch (IOException gone) {
            // probes hang up whenever they have seen enough
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket socket : listening) {
            socket.close();
        }
        conversations.shutdownNow();
    }
}
