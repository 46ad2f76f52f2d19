package org.cordon.probe.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.SignedBatch;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.identity.Home;
import org.cordon.probe.report.Words;
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
            Files.createDirectories(folder.resolve("broker"));
            String probe = home.identity().fingerprint();
            Uplink uplink = new KafkaUplink(broker.address(), probe, SandboxGuard.ofThisProcess(), java.util.Map.of());
            try (Sender sender =
                    new Sender(spool, uplink, new SplittableRandom(1), Words.in(Locale.ENGLISH), said -> {})) {
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

    private void sendSecurely(TestBroker broker, String password, Path authority) throws Exception {
        Path settings = Files.writeString(folder.resolve("kafka.properties"), """
            security.protocol=SASL_SSL
            sasl.mechanism=SCRAM-SHA-512
            sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="probe77" password="%s";
            ssl.truststore.type=PEM
            ssl.truststore.location=%s
            """.formatted(password, authority));
        try (Uplink uplink = new KafkaUplink(
                broker.secureAddress(), "p", SandboxGuard.ofThisProcess(), KafkaSecurity.read(settings))) {
            uplink.send(new byte[] {7, 7});
        }
    }

    @Test
    void over_sasl_ssl_only_the_right_password_gets_in_and_only_the_right_broker_is_believed() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "localhost");
        Path authority = certificate.pem(folder.resolve("broker.pem"));
        Path other = TestCertificate.make(folder, "other.cordon.test").pem(folder.resolve("other.pem"));
        Path data = Files.createDirectories(folder.resolve("broker"));
        try (TestBroker broker = TestBroker.secure(data, folder.resolve("localhost.p12"))) {
            broker.start();
            sendSecurely(broker, "word77", authority);
            IOException wrong = assertThrows(IOException.class, () -> sendSecurely(broker, "wrong99", authority));
            assertTrue(wrong.getMessage().contains("uthentication failed"), wrong.getMessage());
            assertFalse(wrong.getMessage().contains("wrong99"), "no password in a message");
            assertThrows(IOException.class, () -> sendSecurely(broker, "word77", other));
            assertEquals(1, broker.records().size());
        }
    }
}
