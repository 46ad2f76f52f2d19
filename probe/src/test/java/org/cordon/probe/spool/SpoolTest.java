package org.cordon.probe.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.SignedBatch;
import org.cordon.probe.identity.Home;
import org.cordon.probe.identity.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private Identity identity;
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final InstantSource clock = () -> now;

    @BeforeEach
    void make_an_identity() throws IOException {
        try (Home home = Home.open(folder.resolve("home"))) {
            identity = home.identity();
        }
        Files.createDirectories(folder.resolve("spool"));
    }

    private Spool open(long bound) throws IOException {
        return new Spool(folder.resolve("spool"), identity, clock, bound, Duration.ofSeconds(30));
    }

    private static void append(Spool spool, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            spool.append(Observations.number(i));
        }
    }

    private static List<Observation> observations(byte[] batch) throws InvalidBatchException {
        List<Observation> list = new ArrayList<>();
        new BatchCodec().decode(batch).forEachLine((bytes, from, length) -> {
            try {
                list.add(new ObservationReader().read(bytes, from, length));
            } catch (InvalidObservationException e) {
                throw new IllegalStateException(e);
            }
        });
        return list;
    }

    private static List<String> ids(byte[] batch) throws InvalidBatchException {
        return observations(batch).stream().map(Observation::id).toList();
    }

    @Test
    void what_was_committed_becomes_a_signed_batch_under_the_probes_key() throws Exception {
        try (Spool spool = open(MIB)) {
            append(spool, 0, 3);
            spool.mode(LinkMode.NORMAL);
            spool.commit();
            spool.packAll();
            byte[] bytes = spool.read(spool.oldest());
            SignedBatch batch = new BatchCodec().decode(bytes);
            assertEquals(identity.fingerprint(), batch.probe());
            assertEquals(0, batch.sequence());
            assertEquals(now.toEpochMilli(), batch.epoch());
            assertEquals(List.of("run.0", "run.1", "run.2"), ids(bytes));
            for (Observation observation : observations(bytes)) {
                assertEquals(identity.fingerprint(), observation.probe());
                assertEquals(LinkMode.NORMAL, observation.mode());
            }
        }
    }

    @Test
    void nothing_is_packed_before_the_mode_of_the_link_is_known() throws IOException {
        try (Spool spool = open(MIB)) {
            append(spool, 0, 3);
            spool.commit();
            spool.packAll();
            assertNull(spool.oldest());
            assertEquals(3, spool.status().observations());
        }
    }

    @Test
    void a_batch_waits_for_company_but_not_for_ever() throws IOException {
        try (Spool spool = open(MIB)) {
            append(spool, 0, 1);
            spool.mode(null);
            spool.commit();
            now = now.plusSeconds(29);
            spool.packIfOld();
            assertNull(spool.oldest());
            now = now.plusSeconds(1);
            spool.packIfOld();
            assertEquals(1, spool.oldest().count());
        }
    }

    @Test
    void while_a_batch_waits_to_be_sent_others_are_closed_only_when_full() throws IOException {
        try (Spool spool = open(MIB)) {
            for (int i = 0; i < 100; i++) {
                append(spool, i, i + 1);
                spool.mode(null);
                spool.commit();
                now = now.plusSeconds(60);
                spool.packIfOld();
            }
            assertEquals(1, spool.status().batches());
            append(spool, 100, 1_000);
            spool.mode(null);
            spool.commit();
            assertEquals(1_000, spool.status().observations());
            assertTrue(spool.status().batches() > 2);
        }
    }

    @Test
    void another_process_finds_everything_and_goes_on_with_the_numbering() throws Exception {
        byte[] first;
        try (Spool spool = open(MIB)) {
            append(spool, 0, 2);
            spool.mode(null);
            spool.commit();
            spool.packAll();
            first = spool.read(spool.oldest());
            append(spool, 2, 4);
            spool.mode(LinkMode.SHUTDOWN);
            append(spool, 4, 5);
            spool.commit();
        }
        now = now.plusSeconds(1_000);
        try (Spool spool = open(MIB)) {
            assertArrayEquals(first, spool.read(spool.oldest()), "the same batch, byte for byte");
            spool.acknowledge(spool.oldest());
            spool.packAll();
            byte[] second = spool.read(spool.oldest());
            assertEquals(List.of("run.2", "run.3", "run.4"), ids(second));
            assertEquals(LinkMode.SHUTDOWN, observations(second).get(1).mode());
            assertNull(observations(second).get(2).mode(), "nobody could tell any more");
            assertEquals(1, new BatchCodec().decode(second).sequence());
            spool.acknowledge(spool.oldest());
        }
        try (Spool spool = open(MIB)) {
            spool.packAll();
            assertNull(spool.oldest(), "what was acknowledged does not come back");
        }
    }

    @Test
    void a_crash_between_batch_and_cursor_packs_nothing_twice() throws Exception {
        Path cursor = folder.resolve("spool").resolve("cursor");
        try (Spool spool = open(MIB)) {
            append(spool, 0, 2);
            spool.mode(null);
            spool.commit();
            byte[] before = Files.readAllBytes(cursor);
            spool.packAll();
            Files.write(cursor, before);
        }
        try (Spool spool = open(MIB)) {
            spool.packAll();
            assertEquals(1, spool.status().batches());
            append(spool, 2, 3);
            spool.mode(null);
            spool.packAll();
            spool.acknowledge(spool.oldest());
            byte[] second = spool.read(spool.oldest());
            assertEquals(List.of("run.2"), ids(second));
            assertEquals(1, new BatchCodec().decode(second).sequence());
        }
    }

    @Test
    void a_torn_tail_costs_only_the_torn_record() throws Exception {
        try (Spool spool = open(MIB)) {
            append(spool, 0, 3);
            spool.commit();
        }
        Path segment = Folders.list(folder.resolve("spool"), ".segment").get(0);
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 50));
        try (Spool spool = open(MIB)) {
            append(spool, 7, 8);
            spool.mode(null);
            spool.commit();
            Files.write(segment, new byte[100], StandardOpenOption.APPEND);
        }
        try (Spool spool = open(MIB)) {
            spool.packAll();
            assertEquals(List.of("run.0", "run.1", "run.7"), ids(spool.read(spool.oldest())));
        }
    }

    @Test
    void when_it_is_full_the_oldest_batches_go_and_are_counted() throws Exception {
        try (Spool spool = open(8_000)) {
            for (int i = 0; i < 100; i++) {
                append(spool, i * 10, i * 10 + 10);
                spool.mode(null);
                spool.commit();
                spool.packAll();
            }
            SpoolStatus status = spool.status();
            assertTrue(status.bytes() <= 8_000, status.toString());
            assertEquals(1_000, status.dropped() + status.observations());
            assertTrue(status.dropped() > 500, status.toString());
            assertEquals(
                    "run." + status.dropped(), ids(spool.read(spool.oldest())).get(0));
        }
        try (Spool spool = open(8_000)) {
            assertTrue(spool.status().dropped() > 500, "the count outlives the process");
        }
    }

    @Test
    void the_journal_does_not_grow_for_ever() throws IOException {
        try (Spool spool = open(64 * MIB)) {
            for (int i = 0; i < 300; i++) {
                append(spool, i * 100, i * 100 + 100);
                spool.mode(null);
                spool.commit();
                while (spool.oldest() != null) {
                    spool.acknowledge(spool.oldest());
                }
            }
            long bytes = 0;
            for (Path file : Folders.list(folder.resolve("spool"), "")) {
                bytes += Files.size(file);
            }
            assertTrue(bytes < MIB, bytes + " bytes for nothing");
        }
    }
}
