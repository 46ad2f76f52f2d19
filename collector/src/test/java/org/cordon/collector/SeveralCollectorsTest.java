package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.cordon.collector.broker.Countries;
import org.cordon.collector.broker.EmbeddedBroker;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.broker.WholeTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that share one cluster: work is shared out, whoever goes is replaced, and the verdicts are those of one. */
final class SeveralCollectorsTest {
    private static final int PARTITIONS = 4;
    private static final int RUSSIA = Countries.partition("RU", PARTITIONS);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));

    @TempDir
    Path dir;

    @Test
    void they_share_the_work_and_one_that_goes_is_replaced() throws Exception {
        String kafka = "127.0.0.1:" + Running.freePort();
        EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), kafka, kafka);
        try (Running first = start("first", kafka, "intake,monitor,archive");
                KafkaProducer<String, byte[]> producer = TestProbe.producer(kafka)) {
            first.until("ready", () -> first.get("/readyz").statusCode() == 200);
            try (Running second = start("second", kafka, "intake,monitor")) {
                second.until("ready", () -> second.get("/readyz").statusCode() == 200);
                int sent = CensoredHour.send(List.of(first, second), producer, now, (p, n, r, at, dead) -> List.of());
                assertTrue(accepted(first) > 0 && accepted(second) > 0, "both take in");
                assertEachOnce(first, sent);
                assertBoardIsTheFold(first, kafka);
                assertBoardIsTheFold(second, kafka);
                assertEquals(404, second.get("/api/v1/observations").statusCode());
                assertEquals(Set.of("broker", "intake", "monitor", "board"), parts(second));
            }
            now.set(now.get().plus(Duration.ofMinutes(5)));
            int before = first.observations().size();
            int sent = before + CensoredHour.send(first, producer, now);
            assertEachOnce(first, sent);
            assertBoardIsTheFold(first, kafka);
        } finally {
            broker.close();
        }
    }

    private Running start(String name, String kafka, String roles) throws Exception {
        Map<String, String> flags = new HashMap<>(Map.of("kafka", kafka, "roles", roles));
        flags.put("observation-partitions", String.valueOf(PARTITIONS));
        flags.put("keys", dir.resolve("keys").toString());
        flags.put("state", dir.resolve("state").toString());
        return Running.start(dir.resolve(name), flags, now::get);
    }

    private static double accepted(Running collector) throws Exception {
        return collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}");
    }

    private static Set<String> parts(Running collector) throws Exception {
        Set<String> names = new java.util.HashSet<>();
        collector.json("/readyz").get("parts").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Copies of what controls saw are in the log of every country, and in the archive once. */
    private static void assertEachOnce(Running collector, int sent) throws Exception {
        collector.until("all is archived", () -> collector.observations().size() == sent);
        Set<String> ids = new java.util.HashSet<>();
        for (String line : collector.observations()) {
            ids.add(Running.JSON.readTree(line).get("id").asText());
        }
        assertEquals(sent, ids.size());
    }

    private static void assertBoardIsTheFold(Running collector, String kafka) throws Exception {
        List<String> lines = log(kafka);
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"control\"")), "controls are in Russia's log");
        Map<String, String> expected = PipelineTest.fold(lines);
        assertTrue(expected.size() >= 2, "both networks block");
        collector.until(
                "the board is as one fold", () -> PipelineTest.board(collector).equals(expected));
    }

    /** What the log of Russia's partition holds, in its order. */
    private static List<String> log(String kafka) {
        List<String> lines = new ArrayList<>();
        KafkaClients clients = new KafkaClients(kafka, "test", Map.of());
        WholeTopic.read(
                clients,
                List.of(new TopicPartition(Topics.OBSERVATIONS, RUSSIA)),
                Duration.ofSeconds(30),
                record -> lines.addAll(new String(record.value(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toList())));
        return lines;
    }
}
