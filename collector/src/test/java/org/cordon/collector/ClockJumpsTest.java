package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector's clock goes ahead by hours, and back by more. */
final class ClockJumpsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));

    @TempDir
    Path dir;

    @Test
    void nothing_is_lost_or_doubled_and_the_order_holds() throws Exception {
        Map<String, String> flags = Map.of("clock-ahead", "2d");
        try (Running collector = Running.start(dir, flags, now::get);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            int sent = CensoredHour.send(collector, producer, now, (probe, number, round, at, dead) -> {
                if (round == 5) {
                    now.set(at.plus(Duration.ofHours(2)));
                } else if (round == 7) {
                    now.set(at.minus(Duration.ofHours(3)));
                }
                return List.of();
            });
            collector.until("all is archived", () -> collector.observations().size() == sent);
            // fails where an observation was received before the one in front of it
            Map<String, String> expected = PipelineTest.fold(collector.observations());
            assertEquals(2, expected.size());
            collector.until(
                    "the board is as the fold",
                    () -> PipelineTest.board(collector).equals(expected));
        }
    }
}
