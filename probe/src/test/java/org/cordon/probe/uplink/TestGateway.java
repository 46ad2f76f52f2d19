package org.cordon.probe.uplink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A gateway on loopback: TLS, {@code POST /api/v1/batches}, an answer. Keeps every body that it has answered for. */
public final class TestGateway implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");

    private final SSLServerSocket server;
    private final Function<byte[], String> answers;
    final List<byte[]> taken = Collections.synchronizedList(new ArrayList<>());
    final List<String> heads = Collections.synchronizedList(new ArrayList<>());

    /** @param answers gives the status line and further header lines for a body */
    public TestGateway(SSLContext tls, InetSocketAddress where, Function<byte[], String> answers) throws IOException {
        this.server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(where.getPort(), 50, where.getAddress());
        this.answers = answers;
        Thread thread = new Thread(this::serve, "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    static TestGateway accepting(SSLContext tls) throws IOException {
        return new TestGateway(
                tls, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), body -> "HTTP/1.1 202 Accepted");
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> converse(socket), "gateway-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            String answer = answers.apply(body);
            heads.add(head.toString());
            if (answer.contains(" 202 ")) {
                taken.add(body);
            }
            socket.getOutputStream().write((answer + "\r\nContent-Length: 0\r\n\r\n").getBytes(US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the censor in between
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
