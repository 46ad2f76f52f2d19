package org.cordon.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.evaluate.Score;
import org.cordon.analysis.evaluate.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped worlds with a seed that nothing was tuned on; {@code evaluate --family} plays them all with many. */
final class FamilyTest {
    private static final long SEED = 101;

    private static Score play(String name) throws Exception {
        return Trial.run(ScenarioFile.read(name).withSeed(SEED), DetectorSettings.defaults());
    }

    static Stream<String> worldsWithoutABlock() {
        return Stream.of("quiet-day", "outages", "offline");
    }

    @ParameterizedTest
    @MethodSource("worldsWithoutABlock")
    void where_nothing_is_blocked_nothing_is_confirmed(String name) throws Exception {
        Score score = play(name);
        assertEquals(0, score.falseAlarms(), name + ", seed " + SEED + ": " + score.invented());
        assertEquals(0, score.blamed(), name + ", seed " + SEED);
    }

    static Stream<String> worldsWithBlocks() {
        return Stream.of("subnets", "exceptions", "v6", "ports-2026", "liars", "same-minute", "partial-coverage");
    }

    @ParameterizedTest
    @MethodSource("worldsWithBlocks")
    void every_block_is_found_exactly_and_as_soon_as_by_the_oracle_or_little_later(String name) throws Exception {
        Score score = play(name);
        assertTrue(score.pairs() >= 10, name + " has pairs");
        assertTrue(score.recall() >= 0.95, name + ", seed " + SEED + ": " + score);
        assertTrue(score.exact() >= 0.9, name + ", seed " + SEED + ": " + score);
        assertEquals(0, score.falseAlarms(), name + ", seed " + SEED + ": " + score.invented());
        assertTrue(score.delay() <= 1.25 * score.oracle(), name + ", seed " + SEED + ": " + score);
    }

    /**
     * Four addresses, 150 probes in 100 networks, an attempt each every three minutes, nobody outside; a fourth address is
     * never blocked. Most networks have one site, so that a suspicion is all there can be.
     */
    @Test
    void of_single_addresses_each_networks_onset_is_suspected_within_four_attempts_and_what_is_open_stays_so()
            throws Exception {
        Score score = play("single-addresses");
        assertTrue(score.pairs() + score.unidentifiable() > 280, "three addresses in nearly 100 networks");
        assertTrue(score.tries() <= 4, "median attempts until suspected: " + score.tries());
        // on lines that lose one attempt in fifty, a few of the hundred networks have just lost some
        assertTrue(score.standing() <= 3, "open, yet suspected at the end: " + score.standing());
    }

    @Test
    void a_server_that_turns_a_country_away_and_a_lost_route_are_not_blamed_on_the_censor() throws Exception {
        assertEquals(0, play("geoblocking").blamed());
        assertEquals(0, play("lost-route").blamed());
    }
}
