package org.cordon.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.collector.MutatedLines;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into DuckDB comes out of it, once. */
final class ArchiveStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    @TempDir
    Path dir;

    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);

    private ArchiveStore open() throws Exception {
        return ArchiveStore.open(dir.resolve(ArchiveStore.FILE), "128MB");
    }

    private static List<ArchiveStore.Entry> entries(int log, long offset, List<Observation> observations) {
        List<ArchiveStore.Entry> entries = new ArrayList<>();
        for (int i = 0; i < observations.size(); i++) {
            entries.add(new ArchiveStore.Entry(new Position(log, 0, offset, i), observations.get(i)));
        }
        return entries;
    }

    private static String line(ArchiveStore.Entry entry) {
        return new String(TestProbe.lines(List.of(entry.observation())), StandardCharsets.UTF_8);
    }

    @Test
    void whatever_the_reader_accepts_comes_out_as_it_went_in() throws Exception {
        MutatedLines mutated = new MutatedLines(probe, new Random(42));
        List<Observation> accepted = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            try {
                byte[] line = mutated.next(NOW);
                if (new String(line, StandardCharsets.UTF_8).contains("\\ud")) {
                    continue; // intake lets no half of a surrogate pair pass
                }
                Observation o = new ObservationReader().read(line);
                accepted.add(new ObservationReader().read(TestProbe.lines(List.of(o))));
            } catch (InvalidObservationException | UncheckedIOException e) {
                refused++;
            }
        }
        assertTrue(accepted.size() > 1_000 && refused > 500, accepted.size() + " accepted, " + refused + " refused");
        try (ArchiveStore store = open()) {
            List<ArchiveStore.Entry> entries = entries(store.log("topic"), 0, accepted);
            store.add(0, entries, Map.of(0, 1L));
            List<ArchiveStore.Entry> read = store.reader().read(ObservationQuery.ALL, Position.START, 10_000);
            assertEquals(entries.size(), read.size());
            for (int i = 0; i < read.size(); i++) {
                assertEquals(line(entries.get(i)), line(read.get(i)));
            }
        }
    }

    @Test
    void rows_and_the_offset_behind_them_are_there_together_after_reopening() throws Exception {
        try (ArchiveStore store = open()) {
            int log = store.log("one");
            store.add(log, entries(log, 5, List.of(probe.open("18.184.3.4", NOW))), Map.of(0, 6L));
        }
        try (ArchiveStore store = open()) {
            assertEquals(0, store.log("one"));
            assertEquals(Map.of(0, 6L), store.nextOffsets(0));
            assertEquals(1, store.reader().count());
            assertEquals(1, store.log("another topic"), "a topic made anew counts its offsets anew");
            assertEquals(Map.of(), store.nextOffsets(1));
        }
    }

    @Test
    void a_partition_is_read_to_its_end_and_no_further() throws Exception {
        try (ArchiveStore store = open()) {
            int log = store.log("one");
            List<ArchiveStore.Entry> entries = new ArrayList<>();
            for (int part = 0; part < 2; part++) {
                for (long offset = 0; offset < 3; offset++) {
                    for (int i = 0; i < 2; i++) {
                        Position at = new Position(log, part, offset, i);
                        entries.add(new ArchiveStore.Entry(at, probe.open("18.184.3.4", NOW)));
                    }
                }
            }
            store.add(log, entries, Map.of(0, 3L, 1, 3L));
            Position beginning = store.reader().beginnings().get(1);
            List<ArchiveStore.Entry> read = store.reader().readPartition(beginning, 100);
            assertEquals(6, read.size());
            assertTrue(read.stream().allMatch(entry -> entry.position().part() == 1));
            Position first = store.reader().beginnings().get(0);
            assertEquals(6, store.reader().readPartition(first, 100).size());
            assertEquals(java.util.OptionalInt.empty(), store.reader().log("another"));
        }
    }
}
