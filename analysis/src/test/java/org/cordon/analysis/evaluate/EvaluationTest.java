package org.cordon.analysis.evaluate;

import static org.cordon.analysis.evaluate.Pairs.hour;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.cordon.analysis.baseline.Claim;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.GroundTruth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
    /** Two targets in each half of 10.0.0.0/15 and one in the rest of its parent. */
    private static final String[] LIVE = {"10.0.0.1", "10.0.9.1", "10.1.0.1", "10.1.9.1", "10.2.0.1", "99.0.0.1"};

    private static final GroundTruth.Pair PAIR =
            Pairs.pair("10.0.0.0/15").hours(4, 20).build();

    private static Claim claim(String prefix, double from, @Nullable Instant until) {
        return new Claim(1, Prefix.parse(prefix), hour(from), until);
    }

    private static Score score(List<GroundTruth.Pair> pairs, Claim... claims) {
        Tally tally = new Tally();
        new Evaluation(Pairs.truth(pairs, LIVE), Revision.ofClaims(List.of(claims)), Trial.BUDGET).addTo(tally);
        return tally.score();
    }

    @Test
    void the_right_claim_two_hours_late_is_found_and_exact_and_its_lift_too() {
        Score score = score(List.of(PAIR), claim("10.0.0.0/15", 6, hour(21)));
        assertEquals(1, score.recall());
        assertEquals(1, score.exact());
        assertEquals(7_200, score.delay());
        assertEquals(3_600, score.oracle());
        assertEquals(7_200, score.meanDelay());
        assertEquals(1_670.9, score.bound(), 0.1);
        assertEquals(3_600, score.liftDelay());
        assertEquals(0, score.falseAlarms());
        assertEquals(14 / 15.0, score.addressPrecision(), 1e-9, "the last of its fifteen hours was wrong");
        assertEquals(14 / 16.0, score.addressRecall(), 1e-9);
    }

    @Test
    void subnets_find_a_block_when_they_hold_more_than_half_of_its_targets_but_none_is_exact() {
        Score score = score(
                List.of(PAIR),
                claim("10.0.0.0/24", 5, null),
                claim("10.0.9.0/24", 6, null),
                claim("10.1.0.0/24", 7, null));
        assertEquals(1, score.recall());
        assertEquals(3 * 3_600, score.delay());
        assertEquals(0, score.exact());
        assertEquals(2, score.superfluous());
    }

    @Test
    void a_claim_elsewhere_or_before_the_block_or_in_another_network_is_a_false_alarm() {
        Claim other = new Claim(2, Prefix.parse("10.0.0.0/15"), hour(6), null);
        Score score = score(List.of(PAIR), claim("99.0.0.0/8", 6, null), claim("10.0.0.0/15", 1, hour(2)), other);
        assertEquals(3, score.falseAlarms());
        assertEquals(0, score.recall());
        assertEquals(0, score.addressPrecision());
    }

    @Test
    void who_has_let_go_of_a_block_before_its_end_does_not_find_the_lift() {
        Score score = score(List.of(PAIR), claim("10.0.0.0/15", 6, hour(19)), claim("99.0.0.0/8", 21, null));
        assertEquals(1, score.recall());
        assertEquals(1, score.lifts());
        assertEquals(0, score.liftRecall());
    }

    @Test
    void two_seeds_of_one_world_are_added_up() {
        Tally tally = new Tally();
        List<Revision> right = Revision.ofClaims(List.of(claim("10.0.0.0/15", 6, null)));
        new Evaluation(Pairs.truth(List.of(PAIR), LIVE), right, Trial.BUDGET).addTo(tally);
        new Evaluation(Pairs.truth(List.of(PAIR), LIVE), List.of(), Trial.BUDGET).addTo(tally);
        assertEquals(2, tally.score().pairs());
        assertEquals(0.5, tally.score().recall());
    }

    @Test
    void tries_are_counted_to_the_first_suspicion_and_what_stands_without_a_truth_at_the_end_too() {
        GroundTruth.Pair pair = Pairs.pair("10.0.0.0/15").tries(5, 6, 7, 8).build();
        assertEquals(3, score(List.of(pair), claim("10.0.0.0/15", 7, null)).tries());
        assertEquals(1, score(List.of(pair), claim("10.0.0.0/15", 5, null)).tries());
        assertEquals(5, score(List.of(pair)).tries(), "never: one more than are known");
        Score wrong = score(List.of(PAIR), claim("99.0.0.0/8", 6, null), claim("10.0.0.0/15", 6, hour(21)));
        assertEquals(1, wrong.standing());
        assertEquals(1, score(List.of(PAIR), claim("10.0.0.0/15", 6, null)).standing(), "four hours after its end");
    }

    private static boolean tell(List<GroundTruth.Pair> pairs, String... live) {
        return new LiveTargets(Pairs.truth(pairs, live)).tellEdges(pairs.get(0), hour(20));
    }

    @Test
    void edges_can_be_told_with_a_target_in_each_half_and_an_open_one_beside() {
        assertTrue(tell(List.of(PAIR), LIVE));
        assertFalse(tell(List.of(PAIR), "10.0.0.1", "10.2.0.1"), "nothing in the upper half");
        assertFalse(tell(List.of(PAIR), "10.0.0.1", "10.1.0.1", "10.4.0.1"), "nothing in the rest of 10.0.0.0/14");
        GroundTruth.Pair beside = Pairs.pair("10.2.0.0/16").build();
        assertFalse(tell(List.of(PAIR, beside), LIVE), "what is beside it is blocked too");
        assertTrue(tell(List.of(PAIR, Pairs.pair("10.2.0.0/16").hours(5, 9).build()), LIVE), "but not at the end");
    }

    @Test
    void the_edges_of_one_address_are_told_by_itself_and_its_neighbour() {
        GroundTruth.Pair single = Pairs.pair("10.0.0.1/32").build();
        assertTrue(tell(List.of(single), "10.0.0.1", "10.0.0.0"));
        assertFalse(tell(List.of(single), "10.0.0.1", "10.0.0.3"));
    }

    /** Two records at 0.25, one of them true; one at 1.0, true: (|0.5 − 1| + |1 − 1|) / 3. */
    @Test
    void the_calibration_error_is_the_difference_of_word_and_truth_by_tenths() {
        Reliability reliability =
                Reliability.NONE.with(0.25, true).with(0.25, false).with(1.0, true);
        assertEquals(0.5 / 3, reliability.error(), 1e-12);
        assertEquals(0.5, reliability.bins().get(2).shareTrue());
        assertEquals(0.25, reliability.bins().get(2).meanSaid());
        assertEquals(1, reliability.bins().get(9).records());
        assertEquals(6, reliability.plus(reliability).records());
    }
}
