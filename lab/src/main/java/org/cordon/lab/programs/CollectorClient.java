package org.cordon.lab.programs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.wire.Json;

/** Asks the collector as any researcher would, over its API. */
public final class CollectorClient {
    /** Enough for the slowest answer, the observations of a whole demonstration. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So many are enough that one or two from before the block change nothing. */
    private static final int ATTEMPTS = 15;

    private static final int CONTROLS = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String base;

    /** @param port of this namespace's loopback at which the collector is shown */
    public CollectorClient(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Whether every part of it works, and knows that nothing waits for it. */
    public boolean isReadyAndIdle() throws InterruptedException {
        try {
            JsonNode ready = json("/readyz");
            boolean idle = ready.path("ready").asBoolean();
            for (JsonNode part : ready.path("parts")) {
                idle &= part.path("waiting").asLong(1) == 0;
            }
            return idle;
        } catch (IOException away) {
            return false;
        }
    }

    public boolean isReady() throws InterruptedException {
        try {
            return json("/readyz").path("ready").asBoolean();
        } catch (IOException away) {
            return false;
        }
    }

    /** How many observations its archive holds. */
    public long observations() throws IOException, InterruptedException {
        long sum = 0;
        for (JsonNode network : json("/api/v1/networks").path("results")) {
            sum += network.path("observations").asLong();
        }
        return sum;
    }

    /** All blocks, in the order in which the API gives them. */
    public List<Block> blocks() throws IOException, InterruptedException {
        List<Block> blocks = new ArrayList<>();
        for (String line : text("/api/v1/blocks?format=ndjson").lines().toList()) {
            blocks.add(Json.mapper().readValue(line, Block.class));
        }
        return blocks;
    }

    /** Writes the archive's observations to {@code file}, in the order in which they were taken in. */
    public void saveObservations(Path file) throws IOException, InterruptedException {
        get("/api/v1/observations?format=ndjson", BodyHandlers.ofFile(file));
    }

    /** Whether those of {@code domains} that live in what is blocked were asked for often enough, by vantage points and controls. */
    public boolean areMeasured(Set<String> domains) throws IOException, InterruptedException {
        if (domains.isEmpty()) {
            return true;
        }
        boolean measured = true;
        JsonNode everything =
                json("/api/v1/collateral?kind=everything&named=10000").at("/results/0/damage/named");
        for (JsonNode service : everything) {
            JsonNode n = service.path("attempts");
            boolean often = n.path("failed").asInt() + n.path("worked").asInt() >= ATTEMPTS
                    && n.path("controls_failed").asInt()
                                    + n.path("controls_worked").asInt()
                            >= CONTROLS;
            measured &= often || !domains.contains(service.at("/domains/0").asText());
        }
        return measured && !everything.isEmpty();
    }

    /** Writes who else is hit by what is blocked now to {@code damage}, and its metrics to {@code metrics}. */
    public void saveDamage(Path damage, Path metrics) throws IOException, InterruptedException {
        get("/api/v1/collateral?named=10000", BodyHandlers.ofFile(damage));
        get("/metrics", BodyHandlers.ofFile(metrics));
    }

    /** A figure of {@code /metrics}; 0 where it is not there. */
    public double metric(String series) throws IOException, InterruptedException {
        return text("/metrics")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Writes its metrics to {@code file}. */
    public void saveMetrics(Path file) throws IOException, InterruptedException {
        get("/metrics", BodyHandlers.ofFile(file));
    }

    /** Writes the blocks to {@code file}, a line each. */
    public void saveBlocks(Path file) throws IOException, InterruptedException {
        get("/api/v1/blocks?format=ndjson", BodyHandlers.ofFile(file));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(text(path));
    }

    private String text(String path) throws IOException, InterruptedException {
        return get(path, BodyHandlers.ofString());
    }

    private <T> T get(String path, BodyHandler<T> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        var response = http.send(request, body);
        if (response.statusCode() != 200) {
            throw new IOException("the collector answered " + response.statusCode() + " to " + path);
        }
        return response.body();
    }
}
