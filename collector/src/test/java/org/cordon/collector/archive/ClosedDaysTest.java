package org.cordon.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days move from the table to Parquet: nothing is missing, nothing doubled, in whatever moment the process dies. */
final class ClosedDaysTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-20");
    private static final LocalDate THIRD = FIRST.plusDays(2);

    @TempDir
    Path dir;

    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);

    static ArchiveStore open(Path dir, DayCloser.Step killedAt) throws IOException {
        return ArchiveStore.open(dir.resolve(ArchiveStore.FILE), "128MB", step -> {
            if (step == killedAt) {
                killMyself();
            }
        });
    }

    /** As the system does when it runs out of memory: no hook runs, no buffer is written. */
    private static void killMyself() {
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
            Thread.sleep(60_000);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Thirty observations over three days, one a record. */
    private List<String> fill() throws IOException {
        try (ArchiveStore store = open(dir, null)) {
            int log = store.log("topic");
            List<ArchiveStore.Entry> entries = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Instant at = Catalogue.begin(FIRST).plusSeconds(i * 8_600L);
                entries.add(entry(log, i, probe.open("18.184.3." + i, at)));
            }
            store.add(log, entries, Map.of(0, 30L));
            return lines(store.reader());
        }
    }

    private static ArchiveStore.Entry entry(int log, long offset, Observation o) {
        return new ArchiveStore.Entry(new Position(log, 0, offset, 0), o);
    }

    private static List<String> lines(ArchiveReader reader) {
        return reader.read(ObservationQuery.ALL, Position.START, 1_000).stream()
                .map(entry -> entry.position() + " "
                        + new String(TestProbe.lines(List.of(entry.observation())), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("archive/parquet"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void closed_days_are_in_files_and_read_as_before() throws Exception {
        List<String> before = fill();
        assertEquals(30, before.size());
        try (ArchiveStore store = open(dir, null)) {
            assertEquals(21, store.closeDays(THIRD));
            assertEquals(0, store.closeDays(THIRD), "once");
            assertEquals(before, lines(store.reader()));
            assertEquals(30, store.reader().count());
            assertEquals(30, store.reader().networks(Instant.EPOCH).get(0).observations());
            Instant second = Catalogue.begin(FIRST.plusDays(1));
            assertEquals(19, store.reader().networks(second).get(0).observations());
        }
        assertEquals(List.of("observations-2026-03-20-1.parquet", "observations-2026-03-21-1.parquet"), files());
        try (ArchiveFile file = ArchiveFile.open(dir)) {
            assertEquals(before, lines(file.reader()));
        }
    }

    @Test
    void what_comes_late_makes_a_further_part_and_the_first_stays_as_it_is() throws Exception {
        fill();
        Path first = dir.resolve("archive/parquet/observations-2026-03-20-1.parquet");
        try (ArchiveStore store = open(dir, null)) {
            store.closeDays(THIRD);
            String bytes = DayCloser.sha256(first);
            int log = store.log("topic");
            Observation late = probe.open("18.184.9.9", Catalogue.begin(FIRST).plusSeconds(5));
            store.add(log, List.of(entry(log, 30, late)), Map.of(0, 31L));
            assertEquals(1, store.closeDays(THIRD));
            assertEquals(bytes, DayCloser.sha256(first));
            List<String> lines = lines(store.reader());
            assertEquals(31, lines.size());
            assertTrue(lines.get(30).contains("18.184.9.9"), "the log's order, not that of the days");
        }
        assertEquals(3, files().size());
    }

    @Test
    void days_older_than_what_is_kept_go_with_their_files() throws Exception {
        fill();
        try (ArchiveStore store = open(dir, null)) {
            store.closeDays(THIRD);
            assertEquals(11, store.dropDays(FIRST.plusDays(1)));
            assertEquals(19, store.reader().count());
            store.dropDays(FIRST.plusDays(1));
        }
        assertEquals(List.of("observations-2026-03-21-1.parquet"), files());
    }

    @ParameterizedTest
    @EnumSource(DayCloser.Step.class)
    void a_kill_at_any_step_loses_and_doubles_nothing(DayCloser.Step step) throws Exception {
        List<String> before = fill();
        assertEquals(137, close(step), "killed with signal 9");
        try (ArchiveFile file = ArchiveFile.open(dir)) {
            assertEquals(before, lines(file.reader()), "while nobody has started it again");
        }
        try (ArchiveStore store = open(dir, null)) {
            assertEquals(before, lines(store.reader()));
            assertEquals(step == DayCloser.Step.COMMITTED ? 10 : 21, store.closeDays(THIRD));
            assertEquals(before, lines(store.reader()));
        }
        assertEquals(List.of("observations-2026-03-20-1.parquet", "observations-2026-03-21-1.parquet"), files());
    }

    private int close(DayCloser.Step step) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        dir.toString(),
                        step.name())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Closes days and dies on the way. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] args) throws Exception {
            try (ArchiveStore store = open(Path.of(args[0]), DayCloser.Step.valueOf(args[1]))) {
                store.closeDays(THIRD);
            }
        }
    }
}
