package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
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
            int sent = sendAnHour(collector, producer);
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
        }
    }

    /** Controls and three probes in each of two networks; 18.184.0.0/15 dies after a quarter of an hour. */
    private int sendAnHour(Running collector, KafkaProducer<String, byte[]> producer) throws Exception {
        List<TestProbe> vantage = new ArrayList<>();
        for (long asn : new long[] {12389, 8359}) {
            for (int i = 0; i < 3; i++) {
                vantage.add(new TestProbe(Role.VANTAGE, "RU", asn));
            }
        }
        TestProbe control = new TestProbe(Role.CONTROL, "DE", 24940);
        List<String> blocked = List.of("18.184.3.4", "18.184.77.1", "18.185.9.9", "18.185.200.7", "18.184.130.2");
        List<String> free = List.of("18.186.3.4", "18.187.77.1", "18.182.9.9", "34.64.4.4", "142.250.1.1");
        int sent = 0;
        for (int minute = 0; minute < 60; minute += 5) {
            Instant at = BEGIN.plus(Duration.ofMinutes(minute));
            now.set(at.plusSeconds(2));
            boolean dead = minute >= 15;
            List<Observation> said = TestProbe.each(blocked, ip -> control.open(ip, at));
            said.addAll(TestProbe.each(free, ip -> control.open(ip, at)));
            control.send(producer, control.batch(said)).get();
            sent += said.size();
            for (TestProbe probe : vantage) {
                List<Observation> own =
                        TestProbe.each(blocked, ip -> dead ? probe.dropped(ip, at) : probe.open(ip, at));
                own.addAll(TestProbe.each(free, ip -> probe.open(ip, at)));
                probe.send(producer, probe.batch(own)).get();
                sent += own.size();
            }
            int batches = (minute / 5 + 1) * 7;
            collector.until(
                    "taken in before the clock goes on",
                    () -> collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}") == batches);
        }
        return sent;
    }

    /** What detect does: one fold over the lines. */
    private static Map<String, String> fold(List<String> lines) throws Exception {
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

    private static Map<String, String> board(Running collector) throws Exception {
        Map<String, String> blocks = new TreeMap<>();
        for (String line :
                collector.get("/api/v1/blocks?format=ndjson").body().lines().toList()) {
            blocks.put(Json.mapper().readValue(line, Block.class).id(), line);
        }
        return blocks;
    }

    @Test
    void answers_are_filtered_and_paged() throws Exception {
        try (Running collector = Running.start(dir, Map.of(), clock);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            int sent = sendAnHour(collector, producer);
            collector.until("all is archived", () -> collector.observations().size() == sent);
            JsonNode first = collector.json("/api/v1/observations?limit=500");
            assertEquals(500, first.at("/metadata/count").asInt());
            JsonNode second = collector.json("/api/v1/observations?limit=10000&cursor="
                    + first.at("/metadata/next").asText());
            assertEquals(sent - 500, second.at("/metadata/count").asInt());
            assertEquals(12 * 5 * 7, count(collector, "prefix=18.184.0.0/15"));
            assertEquals(12 * 7, count(collector, "ip=18.184.3.4"));
            assertEquals(9 * 5 * 3, count(collector, "failed=true&probe_asn=AS8359"));
            assertEquals(0, count(collector, "prefix=2001:db8::/32"));
            assertEquals(
                    400, collector.get("/api/v1/observations?prefix=banana").statusCode());
            collector.until(
                    "blocks",
                    () -> collector
                                    .json("/api/v1/blocks?state=confirmed")
                                    .at("/metadata/total")
                                    .asInt()
                            == 2);
            assertEquals(2, total(collector, "ip=18.184.3.4"));
            assertEquals(0, total(collector, "ip=18.186.3.4"));
            assertEquals(1, total(collector, "probe_asn=8359"));
            assertEquals(
                    1, collector.json("/api/v1/incidents").at("/metadata/total").asInt());
            assertEquals(
                    3, collector.json("/api/v1/networks").at("/metadata/count").asInt());
            assertEquals(7, collector.json("/api/v1/probes").at("/probes").asInt());
            assertEquals(2, collector.metric("cordon_blocks{cc=\"RU\",asn=\"8359\",state=\"confirmed\",}") * 2);
        }
    }

    private static int count(Running collector, String query) throws Exception {
        return collector
                .json("/api/v1/observations?limit=10000&" + query)
                .at("/metadata/count")
                .asInt();
    }

    private static int total(Running collector, String query) throws Exception {
        return collector.json("/api/v1/blocks?" + query).at("/metadata/total").asInt();
    }
}
