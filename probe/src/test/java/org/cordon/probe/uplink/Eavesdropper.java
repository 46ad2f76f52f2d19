package org.cordon.probe.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Stands before a server and writes down every byte that clients send to it. */
final class Eavesdropper implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int behind;
    private volatile Path file;

    /** @param behind port of the server on loopback */
    Eavesdropper(int behind) throws IOException {
        this.behind = behind;
        start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on, into {@code file}. */
    void listen(Path into) {
        file = into;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), behind);
                start(() -> carry(client, far, true));
                start(() -> carry(far, client, false));
            } catch (IOException e) {
                // closed, or the server is not there yet: the client will come again
            }
        }
    }

    private void carry(Socket from, Socket to, boolean heard) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (heard && file != null) {
                    note(buffer, count);
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one of the two hung up
        }
    }

    private synchronized void note(byte[] bytes, int count) throws IOException {
        try (OutputStream notes = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            notes.write(bytes, 0, count);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "eavesdropper");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
