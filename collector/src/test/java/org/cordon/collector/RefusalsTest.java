package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.broker.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is bad stands in {@code cordon.rejected} and in the metrics, and what is good goes its way beside it. */
final class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    @TempDir
    Path dir;

    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);

    @Test
    void each_refusal_is_published_with_its_reason_and_counted() throws Exception {
        try (Running collector =
                        Running.start(dir, Map.of("max-batch", "20000", "max-batch-plain", "100000"), () -> NOW);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
            Map<String, Integer> expected = sendBadThings(producer);
            collector.until(
                    "the good ones are kept", () -> collector.observations().size() == 4);
            Map<String, Integer> rejected = new TreeMap<>();
            for (JsonNode rejection : Rejected.read(
                    collector.bootstrap(),
                    expected.values().stream().mapToInt(i -> i).sum())) {
                rejected.merge(rejection.at("/reason").asText(), 1, Integer::sum);
            }
            assertEquals(expected, rejected);
            for (String reason :
                    List.of("truncated", "not_gzip", "bad_signature", "too_large", "foreign_key", "duplicate")) {
                assertEquals(
                        (double) expected.get(reason),
                        collector.metric("cordon_intake_batches_total{outcome=\"" + reason + "\",}"),
                        reason);
            }
            for (String reason : List.of(
                    "not_an_observation", "other_probe", "duplicate_id", "impossible_address", "impossible_time")) {
                assertEquals(
                        1,
                        collector.metric("cordon_intake_observations_rejected_total{reason=\"" + reason + "\",}"),
                        reason);
            }
            assertEquals(200, collector.get("/readyz").statusCode(), "none of it harmed anybody");
        }
    }

    private Map<String, Integer> sendBadThings(KafkaProducer<String, byte[]> producer) throws Exception {
        byte[] good = probe.batch(List.of(probe.open("18.184.3.4", NOW)));
        List<Observation> lines = new ArrayList<>(List.of(
                probe.open("18.184.3.5", NOW),
                probe.open("10.0.0.1", NOW),
                probe.open("18.184.3.6", NOW.plusSeconds(3_600))));
        lines.add(lines.get(0));
        lines.add(new TestProbe(Role.VANTAGE, "RU", 12389).open("18.184.3.7", NOW));
        lines.add(probe.open("18.184.3.8", NOW));
        byte[] payload =
                (new String(TestProbe.lines(lines), StandardCharsets.UTF_8) + "{}\n").getBytes(StandardCharsets.UTF_8);
        byte[] forged = TestProbe.gunzip(good);
        forged[80] ^= 1;
        send(producer, probe.name(), good);
        send(producer, probe.name(), good);
        send(producer, probe.name(), TestProbe.gzip(forged));
        send(producer, probe.name(), Arrays.copyOf(good, 100));
        send(producer, probe.name(), "nonsense".getBytes(StandardCharsets.UTF_8));
        send(producer, probe.name(), TestProbe.gzip(new byte[5_000_000]));
        send(producer, probe.name(), new byte[30_000]);
        send(producer, probe.name(), null);
        send(producer, "somebody", probe.batch(List.of(probe.open("18.184.3.9", NOW))));
        send(producer, null, probe.batch(List.of(probe.open("18.184.3.9", NOW))));
        send(producer, probe.name(), probe.batch(1, 0, payload, lines.size() + 1));
        send(producer, probe.name(), probe.batch(List.of(probe.open("18.184.3.10", NOW))));
        Map<String, Integer> expected = new TreeMap<>(Map.of(
                "duplicate", 1, "bad_signature", 1, "truncated", 2, "not_gzip", 1, "too_large", 2, "foreign_key", 2));
        expected.putAll(Map.of(
                "not_an_observation",
                1,
                "other_probe",
                1,
                "duplicate_id",
                1,
                "impossible_address",
                1,
                "impossible_time",
                1));
        return expected;
    }

    private static void send(KafkaProducer<String, byte[]> producer, String key, byte[] batch) throws Exception {
        producer.send(new ProducerRecord<>(Topics.BATCHES, key, batch)).get();
    }

    @Test
    void an_observation_that_comes_again_in_another_batch_is_known_after_a_restart_too() throws Exception {
        Observation open = probe.open("18.184.3.4", NOW);
        takeIn(List.of(open), 1);
        takeIn(List.of(open, probe.open("18.184.3.5", NOW)), 2);
    }

    private void takeIn(List<Observation> observations, int archived) throws Exception {
        try (Running collector = Running.start(dir, Map.of(), () -> NOW);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
            send(producer, probe.name(), probe.batch(observations));
            collector.until("archived", () -> collector.observations().size() == archived);
            assertEquals(
                    observations.size() - 1,
                    collector.metric("cordon_intake_observations_rejected_total{reason=\"duplicate_id\",}"));
        }
    }
}
