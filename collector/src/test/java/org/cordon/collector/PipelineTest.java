package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line in one process: signed batches in, blocks and observations out. */
final class PipelineTest {
    private static final Instant BEGIN = Instant.parse("2026-03-20T12:00:00Z");

    @TempDir
    Path dir;

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final InstantSource clock = now::get;

    @Test
    void the_collectors_blocks_are_those_of_detect_over_the_same_observations() throws Exception {
        try (Running collector = Running.start(dir, Map.of(), clock);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            int sent = CensoredHour.send(collector, producer, now, PipelineTest::telepathy);
            collector.until("all is archived", () -> collector.observations().size() == sent);
            Map<String, String> expected = fold(collector.observations());
            assertTrue(expected.size() >= 2, "the scenario shows blocks: " + expected);
            collector.until("the board is as the fold", () -> board(collector).equals(expected));
            collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
        }
        // a second life over the same data: nothing is lost, doubled or changed
        now.set(now.get().plusSeconds(1));
        try (Running collector = Running.start(dir, Map.of(), clock)) {
            Map<String, String> expected = fold(collector.observations());
            collector.until("the board is as before", () -> board(collector).equals(expected));
            collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
            Files.write(dir.resolve("observations.jsonl"), collector.observations());
        }
        assertReplayed(fold(Files.readAllLines(dir.resolve("observations.jsonl"))));
    }

    /** From the archive and from a file, with the same bytes. */
    private void assertReplayed(Map<String, String> expected) throws Exception {
        Ran archive = Ran.of("replay", "--data", dir.toString(), "--format", "ndjson");
        assertEquals(0, archive.status(), archive.err());
        assertEquals(expected, byId(archive.out()));
        Ran file = Ran.of(
                "replay",
                "--format",
                "ndjson",
                dir.resolve("observations.jsonl").toString());
        assertEquals(archive.out(), file.out());
        assertEquals(0, file.status(), file.err());
        assertTrue(file.err().contains("'test': nothing is known of 'telepathy'"), file.err());
    }

    /** Tests that nobody here knows, all failed: they are kept, and are no evidence for anybody. */
    private static List<Observation> telepathy(TestProbe probe, int number, int round, Instant at, boolean dead) {
        List<String> addresses = List.of("34.64.4.4", "34.64.5.5", "34.64.200.6", "34.65.9.9");
        return TestProbe.each(addresses, ip -> {
            Observation o = number > 0 && round > 5 ? probe.dropped(ip, at) : probe.open(ip, at);
            return o.toBuilder().test("telepathy").build();
        });
    }

    /** What detect does: one fold over the lines. */
    static Map<String, String> fold(List<String> lines) throws Exception {
        Detector detector = new Detector(DetectorSettings.defaults());
        ObservationReader reader = new ObservationReader();
        Instant last = Instant.EPOCH;
        for (String line : lines) {
            Observation o = reader.read(line.getBytes(StandardCharsets.UTF_8));
            assertTrue(!o.foldTime().isBefore(last), "'received' never goes back");
            last = o.foldTime();
            detector.accept(o);
        }
        Map<String, String> blocks = new TreeMap<>();
        for (Block block : detector.blocks()) {
            blocks.put(block.id(), Json.mapper().writeValueAsString(block));
        }
        return blocks;
    }

    static Map<String, String> board(Running collector) throws Exception {
        HttpResponse<String> response = collector.get("/api/v1/blocks?format=ndjson");
        // 503 as long as it has not read what was published
        return response.statusCode() == 200 ? byId(response.body()) : Map.of();
    }

    private static Map<String, String> byId(String lines) throws Exception {
        Map<String, String> blocks = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            blocks.put(Json.mapper().readValue(line, Block.class).id(), line);
        }
        return blocks;
    }
}
