package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is carried by hand arrives once, however often it is imported. */
final class ImportTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    @TempDir
    Path dir;

    private final TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);

    @Test
    void spools_and_files_are_taken_in_once() throws Exception {
        Path spool = Files.createDirectories(dir.resolve("spool/deeper"));
        for (int i = 0; i < 3; i++) {
            Files.write(spool.resolve(i + ".batch"), probe.batch(List.of(probe.open("18.184.3." + i, NOW))));
        }
        Files.writeString(spool.resolve("cursor"), "4711\n");
        byte[] broken = probe.batch(List.of(probe.open("18.184.3.9", NOW)));
        broken[broken.length / 2] ^= 1;
        try (Running collector = Running.start(dir.resolve("data"), Map.of(), () -> NOW)) {
            collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
            String[] command = {
                "import", "--kafka", collector.bootstrap(), dir.resolve("spool").toString()
            };
            assertEquals(
                    "3 batches sent, 0 refused, 1 files are none\n",
                    Ran.of(command).err());
            assertEquals(0, Ran.of(command).status());
            collector.until("archived", () -> collector.observations().size() == 3);
            collector.until(
                    "sent again", () -> collector.metric("cordon_intake_batches_total{outcome=\"duplicate\",}") == 3);
            assertEquals(3, collector.observations().size());
            Files.write(spool.resolve("broken.batch"), broken);
            assertEquals(1, Ran.of(command).status());
        }
        importFile();
    }

    private void importFile() throws Exception {
        List<Observation> old = List.of(probe.open("18.184.9.1", NOW), probe.dropped("18.184.9.2", NOW));
        Path file = Files.write(dir.resolve("old.jsonl"), TestProbe.lines(old));
        String[] command = {"import", "--data", dir.resolve("data").toString(), file.toString()};
        assertEquals(file + ": 2 observations added\n", Ran.of(command).err());
        assertEquals(file + ": 0 observations added\n", Ran.of(command).err());
        Ran replayed = Ran.of("replay", "--data", dir.resolve("data").toString());
        assertTrue(replayed.err().startsWith("5 observations read, 0 repeated"), replayed.err());
    }

    @Test
    void it_says_what_is_missing() {
        assertEquals(2, Ran.of("import", "x").status());
    }
}
