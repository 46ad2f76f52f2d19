package org.cordon.probe.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.probe.report.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    @TempDir
    Path home;

    private static PastRun run(int number) {
        var shares = new TreeMap<>(Map.of("telegram", new Findings.Share(3, 5)));
        Findings findings = new Findings(12389, LinkMode.NORMAL, shares, new TreeMap<>(Map.of("late", 1)));
        return new PastRun(Instant.ofEpochSecond(number), Instant.ofEpochSecond(number + 1), 7, findings);
    }

    @Test
    void what_was_remembered_comes_back_the_oldest_first_and_no_more_than_five_hundred() throws IOException {
        History history = new History(home);
        for (int i = 0; i < 505; i++) {
            history.add(run(i));
        }
        assertEquals(500, history.runs().size());
        assertEquals(run(5), history.runs().get(0));
        assertEquals(run(504), history.runs().get(499));
    }

    @Test
    void lines_that_nobody_can_read_are_passed_over() throws IOException {
        History history = new History(home);
        history.add(run(1));
        for (String line : new String[] {"{\"began\":", "null", "{}", "[1]", "{\"began\":\"x\"}"}) {
            Files.writeString(home.resolve("history.jsonl"), line + "\n", StandardOpenOption.APPEND);
        }
        history.add(run(2));
        assertEquals(java.util.List.of(run(1), run(2)), history.runs());
    }
}
