package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.cordon.collector.broker.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka keeps the log for a month only: what is older comes from the archive, and the verdicts are the same. */
final class LogBeginningGoneTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));

    @TempDir
    Path dir;

    @Test
    void what_is_older_than_the_log_is_folded_from_the_archive() throws Exception {
        String before;
        int sent;
        try (Running collector = Running.start(dir, Map.of(), now::get);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            sent = CensoredHour.send(collector, producer, now);
            int all = sent;
            collector.until("all is archived", () -> collector.observations().size() == all);
            collector.until(
                    "blocks",
                    () -> collector
                                    .json("/api/v1/blocks?state=confirmed")
                                    .at("/metadata/total")
                                    .asInt()
                            == 2);
            collector.until("all is folded", () -> collector.metric("cordon_monitor_observations_total") == all);
            before = collector.get("/api/v1/blocks").body();
            forget(collector.bootstrap());
        }
        try (Running collector = Running.start(dir, Map.of(), now::get);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
            double folded = collector.metric("cordon_monitor_observations_total");
            assertTrue(folded < sent, "most was gone from the log: " + folded + " of " + sent);
            assertEquals(before, collector.get("/api/v1/blocks").body());
            // and it goes on from there, as one fold over everything does
            now.set(now.get().plusSeconds(300));
            int all = sent + CensoredHour.send(collector, producer, now);
            collector.until("all is archived", () -> collector.observations().size() == all);
            Map<String, String> expected = PipelineTest.fold(collector.observations());
            collector.until(
                    "the board is as the fold",
                    () -> PipelineTest.board(collector).equals(expected));
        }
    }

    /** Lets all but the last records go, as retention does. */
    private static void forget(String bootstrap) throws Exception {
        TopicPartition partition = new TopicPartition(Topics.OBSERVATIONS, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end - 20)))
                    .all()
                    .get();
        }
    }
}
