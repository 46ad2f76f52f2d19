package org.cordon.analysis.cli.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one document, whole or not at all: bounded in size and time, over TLS unless it is this machine's own. Where the
 * environment says {@code CORDON_SANDBOX=required} nothing but loopback is asked, and no name is looked up either.
 */
final class Download {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final boolean sandbox;
    private final int mostBytes;
    private final Duration patience;
    private final HttpClient client;

    Download(Map<String, String> environment, int mostBytes, Duration patience) {
        String word = environment.getOrDefault("CORDON_SANDBOX", "");
        // a word misspelt must not open the way out
        this.sandbox = !word.isEmpty() && !word.equals("off");
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(sandbox ? HttpClient.Redirect.NEVER : HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The document at {@code url}. @throws IOException if there is none, or it is too long or too slow, or refused */
    byte[] fetch(URI url) throws IOException {
        boolean own = url.getHost() != null && LOOPBACK.contains(url.getHost());
        if (sandbox && !own) {
            throw new IOException("CORDON_SANDBOX is set, so nothing but loopback may be contacted: " + url);
        }
        if (!"https".equals(url.getScheme()) && !(own && "http".equals(url.getScheme()))) {
            throw new IOException("not an https address: " + url);
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("User-Agent", "cordon-analysis update-targets")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new Bounded(mostBytes));
        HttpResponse<byte[]> response = await(answer, url);
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " from " + url);
        }
        return response.body();
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, URI url) throws IOException {
        try {
            // the one clock of the whole fetch: a second one of the request's own would be as long and say it otherwise
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("not whole within " + patience.toMillis() + " ms: " + url, e);
        } catch (ExecutionException e) {
            throw new IOException(url + " cannot be fetched: " + reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Java says nothing but the name of the exception where nobody answers. */
    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within " + CONNECT.toSeconds() + " s";
        }
        if (cause instanceof ConnectException connect && connect.getMessage() == null) {
            return "no such host, or nobody listens there";
        }
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }

    /** Keeps a body in memory up to some length. */
    private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
        private final int most;
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > most) {
                    body.completeExceptionally(new IOException("longer than " + most + " bytes"));
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    return;
                }
                byte[] piece = new byte[buffer.remaining()];
                buffer.get(piece);
                bytes.writeBytes(piece);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toByteArray());
        }
    }
}
