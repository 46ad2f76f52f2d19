package org.cordon.lab.programs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cordon.analysis.wire.Json;

/**
 * Holds what the probes wrote down themselves against what the collector has: each observation exactly once.
 *
 * @param measured by the probes
 * @param archived by the collector
 * @param missing measured and handed over, but not archived
 * @param doubled archived more than once
 * @param foreign archived, but measured by nobody
 */
public record Ledger(long measured, long archived, long missing, long doubled, long foreign) {

    /** @param diaries what was measured, as lines
     * @param archive what the collector has, as lines */
    public static Ledger of(List<Path> diaries, Path archive) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        long archived = 0;
        try (Stream<String> lines = Files.lines(archive)) {
            for (String line : (Iterable<String>) lines::iterator) {
                seen.merge(id(line), 1, Integer::sum);
                archived++;
            }
        }
        long doubled = seen.values().stream().filter(times -> times > 1).count();
        long measured = 0;
        long missing = 0;
        for (Path diary : diaries) {
            try (Stream<String> lines = Files.lines(diary)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    measured++;
                    missing += seen.remove(id(line)) == null ? 1 : 0;
                }
            }
        }
        return new Ledger(measured, archived, missing, doubled, seen.size());
    }

    private static String id(String line) throws IOException {
        JsonNode observation = Json.mapper().readTree(line);
        return observation.path("id").asText();
    }

    /** Whether each is there once, and nothing else. */
    public boolean balances() {
        return missing == 0 && doubled == 0 && foreign == 0;
    }

    /** In a sentence. */
    public void print(PrintStream screen) {
        if (balances()) {
            screen.printf(
                    Locale.ROOT,
                    "%,d observations were measured; the collector has each of them exactly once.%n",
                    measured);
        } else {
            screen.printf(
                    Locale.ROOT,
                    "%,d observations were measured and %,d are archived: %,d are missing, %,d doubled, %,d foreign.%n",
                    measured,
                    archived,
                    missing,
                    doubled,
                    foreign);
        }
    }
}
