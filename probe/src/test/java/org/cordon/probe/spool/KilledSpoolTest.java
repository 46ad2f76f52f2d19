package org.cordon.probe.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.SignedBatch;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.identity.Home;
import org.cordon.probe.uplink.FickleGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that measures and sends, with kill -9, at random moments, while its uplink dies and comes back at random:
 * cut off, reset, or busy after the gateway has taken a batch. Then looks at what has arrived and what is left.
 */
final class KilledSpoolTest {
    /** {@code -Dkills=200} for the long one (docs/volunteer.md). */
    private static final int KILLS = Integer.getInteger("kills", 8);

    private static final long NO_BOUND = 1L << 30;
    private static final long SEED = 20180416;

    @TempDir
    Path folder;

    private final Set<String> committed = new HashSet<>();
    private final Map<String, String> batchOf = new HashMap<>();
    private final Map<String, byte[]> batches = new HashMap<>();

    @Test
    void nothing_that_was_committed_is_lost_and_nothing_stands_in_two_batches() throws Exception {
        assertEquals(0, torture(NO_BOUND), "dropped; seed " + SEED);
        assertEquals(Set.of(), lost(), "seed " + SEED);
    }

    @Test
    void where_the_spool_is_bounded_no_more_is_lost_than_it_has_counted() throws Exception {
        long dropped = torture(6_000);
        assertTrue(dropped > 0, "the bound was never reached");
        assertTrue(lost().size() <= dropped, lost().size() + " lost, " + dropped + " counted; seed " + SEED);
    }

    private Set<String> lost() {
        Set<String> lost = new HashSet<>(committed);
        lost.removeAll(batchOf.keySet());
        return lost;
    }

    /** Returns how many observations the spool says that it has dropped. */
    private long torture(long bound) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        TestCertificate certificate = TestCertificate.make(folder, "gateway.cordon.test");
        Path authority = certificate.pem(folder.resolve("gateway.pem"));
        int arrived;
        try (FickleGateway gateway = new FickleGateway(certificate.server(), random.split(), this::take)) {
            for (int kill = 0; kill < KILLS; kill++) {
                runAndKill(kill, random.nextInt(300, 1_600), bound, gateway.url(), authority);
            }
            arrived = gateway.acknowledged();
            assertEquals(List.of(), gateway.complaints(), "seed " + SEED);
            assertTrue(arrived > 0 && gateway.deaths() > KILLS / 4, arrived + " sent, " + gateway.deaths() + " deaths");
        }
        long dropped;
        try (Home home = Home.open(folder.resolve("home"));
                Spool spool = new Spool(
                        home.spoolFolder(), home.identity(), InstantSource.system(), bound, Duration.ofSeconds(1))) {
            spool.packAll();
            dropped = spool.status().dropped();
            for (Parcel parcel = spool.oldest(); parcel != null; parcel = spool.oldest()) {
                take(spool.read(parcel));
                spool.acknowledge(parcel);
            }
        }
        assertTrue(committed.size() > 1_000, "only " + committed.size() + " were committed; seed " + SEED);
        System.out.println(
                KILLS + " kills: " + committed.size() + " committed, " + batches.size() + " batches, " + arrived
                        + " of them acknowledged by the gateway, " + dropped + " dropped, " + lost().size() + " lost");
        return dropped;
    }

    private void runAndKill(int kill, int afterMillis, long bound, String gateway, Path authority) throws Exception {
        Path said = folder.resolve("said" + kill);
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolChild.class.getName(),
                        folder.resolve("home").toString(),
                        Integer.toString(kill),
                        Long.toString(kill * 1_000_000L),
                        Long.toString(bound),
                        gateway,
                        authority.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        while (Files.size(said) == 0 && child.isAlive()) {
            Thread.sleep(20);
        }
        Thread.sleep(afterMillis);
        assertTrue(child.isAlive(), "the child ended by itself");
        child.destroyForcibly().waitFor();
        read(Files.readString(said));
    }

    private void read(String said) {
        // a last line without its end was cut off by the kill
        for (String line : said.substring(0, said.lastIndexOf('\n') + 1).split("\n")) {
            if (line.startsWith("committed ")) {
                committed.add(line.substring("committed ".length()));
            }
        }
    }

    /** A batch may come twice, but then it is the same; an observation stands in one batch only. */
    private synchronized void take(byte[] bytes) throws IOException, InvalidBatchException {
        SignedBatch batch = new BatchCodec().decode(bytes);
        String name = batch.epoch() + "/" + batch.sequence();
        byte[] before = batches.put(name, bytes);
        assertTrue(before == null || java.util.Arrays.equals(before, bytes), name + " came in two versions");
        batch.forEachLine((line, from, length) -> {
            String other = batchOf.put(id(line, from, length), name);
            assertTrue(other == null || other.equals(name), "in " + other + " and " + name);
        });
    }

    private static String id(byte[] line, int from, int length) {
        try {
            Observation observation = new ObservationReader().read(line, from, length);
            return observation.id();
        } catch (InvalidObservationException e) {
            throw new IllegalStateException(e);
        }
    }
}
