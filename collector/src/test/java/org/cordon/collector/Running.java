package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cordon.collector.config.ConfigReader;

/** A collector in this process, with its own broker on a free port of loopback, and questions to its API. */
final class Running implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Collector collector;
    private final String bootstrap;

    private Running(Collector collector, String bootstrap) {
        this.collector = collector;
        this.bootstrap = bootstrap;
    }

    static Running start(Path data, Map<String, String> more, InstantSource clock) throws Exception {
        String kafka = "127.0.0.1:" + freePort();
        Map<String, String> flags = new HashMap<>(Map.of(
                "data", data.toString(), "listen", "127.0.0.1:0", "kafka-listen", kafka, "trust-claims", "true"));
        flags.putAll(Map.of("open-records", "true", "archive-every", "100ms", "save-every", "500ms"));
        flags.putAll(more);
        return new Running(Collector.start(ConfigReader.read(null, flags).config(), clock), kafka);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String bootstrap() {
        return bootstrap;
    }

    String address() {
        return collector.address();
    }

    HttpResponse<String> get(String path) throws Exception {
        return get(collector.address(), path);
    }

    static HttpResponse<String> get(String address, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    /** The observations as lines. */
    java.util.List<String> observations() throws Exception {
        return get("/api/v1/observations?format=ndjson").body().lines().toList();
    }

    /** Waits up to a minute until it is so. */
    void until(String what, Callable<Boolean> isSo) throws Exception {
        Duration patience = Duration.ofSeconds(30);
        long end = System.nanoTime() + patience.toNanos();
        while (!isSo.call()) {
            if (System.nanoTime() > end) {
                fail("not within " + patience.toSeconds() + " s: " + what + "\n"
                        + get("/readyz").body() + "\n"
                        + get("/metrics")
                                .body()
                                .lines()
                                .filter(line -> line.startsWith("cordon_"))
                                .toList());
            }
            Thread.sleep(50);
        }
    }

    /** A figure of {@code /metrics}; 0 where it is not there. */
    double metric(String series) throws Exception {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        collector.close();
    }
}
