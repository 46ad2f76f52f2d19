package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector whose cluster is late, comes, goes and comes again. */
final class BrokerAwayTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    @TempDir
    Path dir;

    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);

    @Test
    void it_says_that_the_broker_is_away_and_returns_by_itself() throws Exception {
        String kafka = "127.0.0.1:" + Running.freePort();
        try (Running collector = Running.start(dir.resolve("collector"), Map.of("kafka", kafka), () -> NOW)) {
            assertAway(collector, kafka);
            EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), kafka, kafka);
            try {
                assertTakesIn(collector, kafka, 1);
                broker.close();
                assertAway(collector, kafka);
                assertEquals(200, collector.get("/api/v1/blocks").statusCode(), "what is known is still told");
                assertEquals(1, collector.observations().size());
                broker = EmbeddedBroker.start(dir.resolve("kafka"), kafka, kafka);
                assertTakesIn(collector, kafka, 2);
            } finally {
                broker.close();
            }
            long begin = System.nanoTime();
            collector.close();
            assertTrue(System.nanoTime() - begin < 12e9, "it stops without a broker too");
        }
    }

    private static void assertAway(Running collector, String kafka) throws Exception {
        collector.until("it says so", () -> {
            JsonNode ready = collector.json("/readyz");
            return !ready.at("/ready").asBoolean()
                    && ready.at("/parts/broker/problem").asText().equals("no broker answers at " + kafka);
        });
        assertEquals(503, collector.get("/readyz").statusCode());
        assertEquals(0, collector.metric("cordon_part_up{part=\"broker\",}"));
    }

    private void assertTakesIn(Running collector, String kafka, int total) throws Exception {
        collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
        try (KafkaProducer<String, byte[]> producer = TestProbe.producer(kafka)) {
            probe.send(producer, probe.batch(List.of(probe.open("18.184.3.4", NOW))))
                    .get();
        }
        collector.until("taken in", () -> collector.observations().size() == total);
    }
}
