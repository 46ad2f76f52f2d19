package org.cordon.probe.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.SignedBatch;
import org.cordon.probe.identity.Home;
import org.cordon.probe.sandbox.SandboxException;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.spool.Observations;
import org.cordon.probe.spool.Spool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaUplinkTest {
    @TempDir
    Path folder;

    @Test
    void a_broker_that_comes_late_and_goes_in_between_gets_every_batch_in_order() throws Exception {
        try (TestBroker broker = new TestBroker(folder.resolve("broker"));
                Home home = Home.open(folder.resolve("home"));
                Spool spool = new Spool(
                        home.spoolFolder(), home.identity(), InstantSource.system(), 1 << 20, Duration.ofMillis(10))) {
            java.nio.file.Files.createDirectories(folder.resolve("broker"));
            String probe = home.identity().fingerprint();
            Uplink uplink = new KafkaUplink(broker.address(), probe, SandboxGuard.ofThisProcess(), java.util.Map.of());
            try (Sender sender = new Sender(spool, uplink, new SplittableRandom(1), said -> {})) {
                observe(spool, 0);
                sender.start();
                assertFalse(sender.drain(Duration.ofMillis(300)), "there is no broker yet");
                broker.start();
                observe(spool, 1);
                assertTrue(sender.drain(Duration.ofSeconds(60)));
                broker.stop();
                observe(spool, 2);
                assertFalse(sender.drain(Duration.ofMillis(300)), "the broker is away");
                observe(spool, 3);
                broker.start();
                assertTrue(sender.drain(Duration.ofSeconds(60)));
            }
            List<Long> sequences = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : broker.records()) {
                SignedBatch batch = new BatchCodec().decode(record.value());
                assertEquals(probe, record.key());
                assertEquals(probe, batch.probe());
                if (!sequences.contains(batch.sequence())) {
                    sequences.add(batch.sequence());
                }
            }
            assertEquals(List.of(0L, 1L, 2L, 3L), sequences);
        }
    }

    private static void observe(Spool spool, int number) throws IOException {
        spool.append(Observations.number(number));
        spool.mode(null);
        spool.commit();
        spool.packAll();
    }

    @Test
    void a_broker_outside_the_sandbox_is_not_contacted() {
        try (Uplink uplink =
                new KafkaUplink("149.154.167.51:9092", "p", SandboxGuard.ofThisProcess(), java.util.Map.of())) {
            assertThrows(SandboxException.class, () -> uplink.send(new byte[1]));
        }
    }
}
