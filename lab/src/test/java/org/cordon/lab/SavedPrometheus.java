package org.cordon.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cordon.analysis.wire.Json;

/** A Prometheus over what another one scraped in the sandbox, asked of the last moment at which that one did. */
final class SavedPrometheus implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final String address;
    private double last = Double.NaN;

    private SavedPrometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** One sample of an answer. */
    record Sample(Map<String, String> labels, double value) {}

    static SavedPrometheus open(Path data, Path dir) throws IOException, InterruptedException {
        Path config = Files.writeString(dir.resolve("nothing.yml"), "global: {scrape_interval: 1m}\n");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data,
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("prometheus.log").toFile())
                .start();
        SavedPrometheus prometheus = new SavedPrometheus(process, "http://127.0.0.1:" + port);
        prometheus.last = prometheus.awaitLast();
        return prometheus;
    }

    private double awaitLast() throws IOException, InterruptedException {
        String question = "max_over_time(timestamp(up{job=\"cordon-collector\"})[30m:1s])";
        for (int tries = 0; tries < 150; tries++) {
            try {
                List<Sample> found = ask(question);
                if (!found.isEmpty()) {
                    return found.get(0).value();
                }
            } catch (IOException starting) {
                // not yet
            }
            Thread.sleep(200);
        }
        throw new IOException("nothing was scraped");
    }

    List<Sample> ask(String query) throws IOException, InterruptedException {
        String path = "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + (Double.isNaN(last) ? "" : "&time=" + last);
        String body = HTTP.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        JsonNode answer = Json.mapper().readTree(body);
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(query + ": " + body);
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode one : answer.at("/data/result")) {
            Map<String, String> labels = new LinkedHashMap<>();
            one.path("metric")
                    .properties()
                    .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
            samples.add(new Sample(labels, one.at("/value/1").asDouble()));
        }
        return samples;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
