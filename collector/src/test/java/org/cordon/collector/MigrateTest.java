package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that outgrows its own broker: nothing is lost, nothing counts twice, the verdicts keep their ids. */
final class MigrateTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));
    private final TestProbe late = new TestProbe(Role.VANTAGE, "RU", 12389);

    @TempDir
    Path dir;

    @Test
    void everything_goes_along() throws Exception {
        Path data = dir.resolve("data");
        byte[] taken = late.batch(List.of(late.open("18.184.3.4", now.get())));
        String board;
        int sent;
        try (Running collector = Running.start(data, Map.of(), now::get);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            late.send(producer, taken).get();
            collector.until("taken in", () -> collector.observations().size() == 1);
            sent = 1 + CensoredHour.send(collector, producer, now);
            int all = sent;
            collector.until("all is archived", () -> collector.observations().size() == all);
            Map<String, String> expected = PipelineTest.fold(collector.observations());
            collector.until("blocks", () -> PipelineTest.board(collector).equals(expected));
            board = collector.get("/api/v1/blocks").body();
        }
        leaveWaiting(data);
        String kafka = "127.0.0.1:" + Running.freePort();
        EmbeddedBroker cluster = EmbeddedBroker.start(dir.resolve("cluster"), kafka, kafka);
        try {
            Ran ran = Ran.of("migrate", "--data", data.toString(), "--kafka", kafka, "--partitions", "3");
            assertEquals(0, ran.status(), ran.err());
            assertTrue(ran.err().contains("1 batches that nobody has taken in were copied"), ran.err());
            assertThrows(StartException.class, () -> Running.start(data, Map.of(), now::get));
            try (Running collector = Running.start(data, Map.of("kafka", kafka), now::get);
                    KafkaProducer<String, byte[]> producer = TestProbe.producer(kafka)) {
                collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
                assertEquals(board, collector.get("/api/v1/blocks").body());
                int all = sent + 1;
                collector.until(
                        "what waited is taken in",
                        () -> collector.observations().size() == all);
                late.send(producer, taken).get();
                now.set(now.get().plus(Duration.ofMinutes(5)));
                int more = all + CensoredHour.send(collector, producer, now);
                collector.until(
                        "all is archived", () -> collector.observations().size() >= more);
                assertEquals(more, collector.observations().size(), "a batch that was taken in before counts once");
                Map<String, String> expected = PipelineTest.fold(collector.observations());
                collector.until(
                        "the verdicts are those of one fold over both logs",
                        () -> PipelineTest.board(collector).equals(expected));
            }
            Ran again = Ran.of("migrate", "--data", data.toString(), "--kafka", kafka);
            assertEquals(1, again.status());
            assertTrue(again.err().contains("was moved to a cluster before"), again.err());
        } finally {
            cluster.close();
        }
    }

    /** A batch in the log that no intake has seen: the broker runs alone. */
    private void leaveWaiting(Path data) throws Exception {
        String here = "127.0.0.1:" + Running.freePort();
        EmbeddedBroker alone = EmbeddedBroker.start(data.resolve("kafka"), here, here);
        try (KafkaProducer<String, byte[]> producer = TestProbe.producer(here)) {
            late.send(producer, late.batch(List.of(late.open("18.184.3.4", now.get()))))
                    .get();
        } finally {
            alone.close();
        }
    }
}
