package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.evaluate.Score;
import org.cordon.analysis.evaluate.Trial;
import org.junit.jupiter.api.Test;

/** How far a block is said to reach, and on what grounds. */
class DetectorEdgesTest {
    private static Score play(String world, long seed) throws Exception {
        return Trial.run(ScenarioFile.read(world).withSeed(seed), DetectorSettings.defaults());
    }

    @Test
    void answers_at_another_port_do_not_blur_the_edges_of_a_port_that_is_blocked_alone() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            assertEquals(1, play("ports-2026", seed).exact(), "seed " + seed);
        }
    }

    @Test
    void one_lost_attempt_beside_a_block_does_not_make_it_grow() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            assertTrue(play("v6", seed).addressPrecision() > 0.9, "seed " + seed);
        }
    }

    @Test
    void a_server_that_turns_a_country_away_from_the_first_minute_is_not_taken_for_a_block() throws Exception {
        Score score = play("geoblocking", 1);
        assertEquals(0, score.falseAlarms(), () -> score.invented().toString());
        assertEquals(0, score.blamed());
    }

    @Test
    void a_probe_that_reaches_none_of_the_few_addresses_it_knows_is_offline() {
        ProbeHealth health = new ProbeHealth(0.02);
        for (int leaf = 0; leaf < 4; leaf++) {
            assertEquals(1, health.take(sample(leaf, leaf, true), false).size());
        }
        for (int leaf = 0; leaf < 4; leaf++) {
            assertEquals(List.of(), health.take(sample(leaf, 4 + leaf, false), false));
        }
        assertEquals(5, health.take(sample(0, 8, true), false).size(), "what it said counts once something works");
    }

    @Test
    void a_probe_that_knows_one_address_is_heard_at_once() {
        ProbeHealth health = new ProbeHealth(0.02);
        health.take(sample(0, 0, true), false);
        assertEquals(1, health.take(sample(0, 1, false), false).size());
    }

    @Test
    void a_prefix_is_known_while_another_network_holds_it() {
        Enforced enforced = new Enforced();
        enforced.add(70, 1);
        assertFalse(enforced.elsewhere(70, true), "only this network holds it");
        assertTrue(enforced.elsewhere(70, false));
        enforced.add(70, -1);
        assertFalse(enforced.elsewhere(70, false));
        assertFalse(enforced.elsewhere(1_000_000, false));
    }

    private static Sample sample(int leaf, long at, boolean success) {
        return new Sample(at, at, at, leaf, 443, 0, 0, success ? null : Sample.Kind.DROP, success ? -1.6 : 3);
    }
}
