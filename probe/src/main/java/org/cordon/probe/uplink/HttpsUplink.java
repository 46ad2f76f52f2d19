package org.cordon.probe.uplink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.cordon.probe.sandbox.SandboxException;
import org.cordon.probe.sandbox.SandboxGuard;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS to a collector's gateway, for volunteers. Censors freeze long sessions abroad after some 16 KB, so every batch, of
 * at most 12 KB, has a connection of its own; they reset connections by name, so there are several ways in, and the one
 * that worked last is tried first. The gateway's certificate is always checked: whoever pretends to be the gateway gets
 * nothing and acknowledges nothing.
 */
public final class HttpsUplink implements Uplink {
    private static final int LONGEST_ANSWER = 8_192;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final List<Ingress> ways;
    private final @Nullable ProxyTunnel proxy;
    private final SSLSocketFactory tls;
    private final SandboxGuard guard;
    private final Patience patience;
    private int preferred;

    /**
     * How long to wait.
     *
     * @param silence for the next byte
     * @param whole for a batch on one way in, whatever trickles
     */
    public record Patience(Duration silence, Duration whole) {
        public static final Patience DEFAULT = new Patience(Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    /**
     * @param ways ingress addresses, at least one
     * @param proxy stands in between, or null
     * @param tls trusts whoever may be the gateway
     */
    public HttpsUplink(
            List<Ingress> ways,
            @Nullable ProxyTunnel proxy,
            SSLSocketFactory tls,
            SandboxGuard guard,
            Patience patience) {
        this.ways = List.copyOf(ways);
        this.proxy = proxy;
        this.tls = tls;
        this.guard = guard;
        this.patience = patience;
    }

    /** Tries every way in once, the one that worked last first. */
    @Override
    public void send(byte[] batch) throws IOException, InterruptedException {
        StringBuilder reasons = new StringBuilder();
        for (int i = 0; i < ways.size(); i++) {
            int way = (preferred + i) % ways.size();
            try {
                post(ways.get(way), batch);
                preferred = way;
                return;
            } catch (RefusedException | BusyException answered) {
                preferred = way;
                throw answered;
            } catch (SandboxException e) {
                throw e;
            } catch (IOException e) {
                reasons.append(reasons.length() == 0 ? "" : "; ")
                        .append(ways.get(way))
                        .append(": ")
                        .append(reason(e));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        throw new IOException(reasons.toString());
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void post(Ingress way, byte[] batch) throws IOException {
        try (Socket socket = new Socket()) {
            CompletableFuture<Void> limit = CompletableFuture.runAsync(
                    () -> closeQuietly(socket),
                    CompletableFuture.delayedExecutor(patience.whole.toMillis(), TimeUnit.MILLISECONDS));
            try {
                connect(socket, way);
                judge(exchange(socket, way, batch));
            } finally {
                limit.cancel(false);
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // whoever waits on it hears of it
        }
    }

    private void connect(Socket socket, Ingress way) throws IOException {
        InetSocketAddress to = proxy == null ? way.resolved() : proxy.address();
        guard.require(to.getAddress());
        int silence = (int) patience.silence.toMillis();
        socket.setSoTimeout(silence);
        socket.setTcpNoDelay(true);
        socket.connect(to, silence);
        if (proxy != null) {
            proxy.open(socket, way);
        }
    }

    private HttpReply exchange(Socket socket, Ingress way, byte[] batch) throws IOException {
        SSLSocket secure = (SSLSocket) tls.createSocket(socket, way.host(), way.port(), false);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        byte[] head = ("POST /api/v1/batches HTTP/1.1\r\nHost: " + way
                        + "\r\nContent-Type: application/octet-stream\r\n" + "Content-Length: " + batch.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] request = new byte[head.length + batch.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(batch, 0, request, head.length, batch.length);
        secure.getOutputStream().write(request);
        secure.getOutputStream().flush();
        return HttpReply.read(secure.getInputStream(), LONGEST_ANSWER);
    }

    private static void judge(HttpReply reply) throws IOException {
        switch (reply.status()) {
            case 200, 201, 202, 204 -> {}
            case 400, 413, 422 -> throw new RefusedException("the gateway refuses the batch, status " + reply.status());
            case 429, 503 -> {
                Duration wait = Duration.ofSeconds(reply.retryAfterSeconds());
                throw new BusyException(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
            }
            default -> throw new IOException("the gateway answers with status " + reply.status());
        }
    }

    @Override
    public String toString() {
        String names = ways.stream().map(Ingress::toString).collect(Collectors.joining(", "));
        return proxy == null ? names : names + " through " + proxy;
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}
