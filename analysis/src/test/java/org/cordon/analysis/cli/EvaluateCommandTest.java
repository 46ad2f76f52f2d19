package org.cordon.analysis.cli;

import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandTest {
    private static final String WORLD = """
            name: small
            start: 2026-03-02T00:00:00Z
            duration: 12h
            country: RU
            rate: 2
            networks:
              - {asn: 1, probes: 4}
              - {asn: 3, cc: DE, role: control, probes: 2}
            targets:
              - {list: a, cidr: 18.184.0.0/15, count: 20}
            blocks:
              - {cidr: 18.184.0.0/15, start: 4h, end: 8h}
            """;

    @TempDir
    Path dir;

    private String world() throws IOException {
        return Files.writeString(dir.resolve("small.yaml"), WORLD).toString();
    }

    @Test
    void each_method_has_its_row_below_the_detectors() throws IOException {
        Ran ran = run("evaluate", "--scenario", world(), "--seeds", "101-102");
        assertEquals(0, ran.status(), ran.err());
        List<String> first = ran.out()
                .lines()
                .skip(2)
                .limit(4)
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertEquals(List.of("ooni-rule", "ooni-cusum", "rate/24", "trinocular"), first);
        assertTrue(ran.out().contains("expected calibration error"), ran.out());
        assertFalse(
                run("evaluate", "--scenario", world(), "--no-baselines").out().contains("ooni"));
    }

    @Test
    void with_goals_it_tells_each_that_is_reached_or_missed_and_ends_accordingly() throws IOException {
        Ran good = run("evaluate", "--scenario", world(), "--no-baselines", "--goals");
        assertTrue(
                good.out().lines().anyMatch(line -> line.matches("recall of pairs +>= 0.99 +1 .*1 of 1 +yes")),
                good.out());
        assertTrue(
                good.out()
                        .lines()
                        .anyMatch(line -> line.matches("recall of pairs, leaky +>= 0.97 +- +no such world played.*")),
                good.out());
        assertEquals(good.out().contains("All goals are reached.") ? 0 : 1, good.status());

        String blind = Files.writeString(dir.resolve("none.json"), "[]").toString();
        String out = dir.resolve("out").toString();
        assertEquals(0, run("simulate", world(), "--out", out).status());
        Ran bad = run("evaluate", "--truth", out + "/truth.json", "--goals", blind);
        assertEquals(1, bad.status(), "nothing was found");
        assertTrue(
                bad.out().lines().anyMatch(line -> line.matches("recall of pairs +>= 0.99 +0 +small +0 of 1 +NO")),
                bad.out());
        assertTrue(bad.out().lines().anyMatch(line -> line.matches("small .* 0\\.000\\* .*")), bad.out());
        assertEquals(0, run("evaluate", "--truth", out + "/truth.json", blind).status(), "without --goals");
    }

    @Test
    void as_json_it_gives_every_figure_of_every_seed() throws IOException {
        Ran ran = run("evaluate", "--scenario", world(), "--seeds", "101-102", "--each-seed", "--format", "json");
        JsonNode rows = Json.mapper().readTree(ran.out());
        assertEquals(10, rows.size());
        assertEquals("101", rows.get(0).get("seeds").asText());
        assertEquals("detector", rows.get(0).get("method").asText());
        assertEquals(1, rows.get(0).get("score").get("recall").asDouble());
        assertTrue(rows.get(0).get("score").get("bound").asDouble() > 0);
        assertEquals("ooni-rule", rows.get(6).get("method").asText());
    }

    @Test
    void a_block_of_a_file_that_is_over_by_its_end_was_found_all_the_same() throws IOException {
        String out = dir.resolve("out").toString();
        assertEquals(0, run("simulate", world(), "--out", out).status());
        Ran detected = run("detect", "--format", "json", out + "/observations.jsonl.gz");
        String blocks =
                Files.writeString(dir.resolve("blocks.json"), detected.out()).toString();
        Ran ran = run("evaluate", "--truth", out + "/truth.json", "--format", "json", blocks);
        JsonNode score = Json.mapper().readTree(ran.out()).get(0).get("score");
        assertEquals(1, score.get("pairs").asInt(), ran.out());
        assertEquals(1, score.get("recall").asDouble(), ran.out());
        assertEquals(1, score.get("lift_recall").asDouble(), ran.out());
    }

    @Test
    void without_anything_to_evaluate_or_with_a_budget_of_nothing_it_is_bad_usage() throws IOException {
        assertEquals(2, run("evaluate").status());
        assertEquals(
                2, run("evaluate", "--scenario", world(), "--alarm-budget", "0").status());
    }
}
