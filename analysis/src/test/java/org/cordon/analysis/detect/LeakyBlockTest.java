package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.evaluate.Score;
import org.cordon.analysis.evaluate.Trial;
import org.junit.jupiter.api.Test;

/** Blocks that some attempts pass, and blocks with holes. The constants were tuned on seeds below 100. */
final class LeakyBlockTest {
    private static final Instant DETECTED = Instant.parse("2026-03-20T12:00:00Z");
    private static final double LOSS = 0.02;
    private static final double SITE_MOST = 8;

    private static Score play(String world, long seed) throws Exception {
        return Trial.run(ScenarioFile.read(world).withSeed(seed), DetectorSettings.defaults());
    }

    @Test
    void a_block_that_some_attempts_pass_is_one_record_with_exact_edges() throws Exception {
        int pairs = 0;
        double exact = 0;
        double superfluous = 0;
        for (long seed = 101; seed <= 104; seed++) {
            Score score = play("leaky", seed);
            pairs += score.pairs();
            exact += score.exact() * score.pairs();
            superfluous += score.superfluous() * score.pairs();
            assertEquals(1, score.recall(), "seed " + seed + ": " + score);
            assertEquals(0, score.falseAlarms(), "seed " + seed + ": " + score.invented());
        }
        assertTrue(exact >= 0.95 * pairs, exact + " exact of " + pairs);
        assertTrue(superfluous <= 0.06 * pairs, superfluous + " superfluous beside " + pairs);
    }

    @Test
    void a_hole_in_a_block_does_not_break_it_into_pieces() throws Exception {
        for (long seed = 101; seed <= 104; seed++) {
            Score score = play("exceptions", seed);
            assertEquals(10, score.pairs());
            assertEquals(0, score.superfluous(), "seed " + seed + ": " + score);
        }
    }

    @Test
    void a_block_that_has_leaked_needs_more_successes_to_end_than_a_tight_one() {
        assertTrue(successesUntilLift(0.4) >= 2 * successesUntilLift(0));
    }

    @Test
    void a_young_block_whose_leak_is_not_known_does_not_end_sooner_than_an_old_tight_one() {
        Episode young = episode();
        young.failed(sample(0, false), 3);
        assertTrue(successesUntilLift(young) > successesUntilLift(0));
    }

    /** After a hundred attempts inside, of which {@code leak} passed. */
    private static int successesUntilLift(double leak) {
        Episode episode = episode();
        for (int i = 0; i < 100; i++) {
            if (i % 10 < 10 * leak) {
                episode.succeeded(sample(i, true), 1, LOSS, SITE_MOST);
            } else {
                episode.failed(sample(i, false), 100);
            }
        }
        return successesUntilLift(episode);
    }

    private static int successesUntilLift(Episode episode) {
        int count = 0;
        while (episode.lift() < DetectorSettings.defaults().lift()) {
            episode.succeeded(sample(count++, true), 1, LOSS, SITE_MOST);
            assertTrue(count < 100, "it never ends");
        }
        return count;
    }

    private static Episode episode() {
        return new Episode("b1", 2, DETECTED, DETECTED, DETECTED);
    }

    private static Sample sample(int n, boolean success) {
        long at = DETECTED.toEpochMilli() + n * 60_000L;
        return new Sample(at, at, at, 3, 443, n % 3, n % 3, success ? null : Sample.Kind.DROP, success ? -1.5 : 3);
    }
}
