package org.cordon.analysis.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LordenBoundTest {
    private static final Duration YEAR = Duration.ofDays(365);

    private static double seconds(double leak, double loss, double perHour) {
        return LordenBound.seconds(Pairs.pair("10.0.0.0/8").leak(leak).traffic(loss, perHour), YEAR);
    }

    /** ln 100 nats an attempt, ln(5 × 8,760) to be had: 2.32 attempts of five an hour. */
    @Test
    void a_tight_block_on_a_line_that_loses_one_in_a_hundred_takes_2_32_attempts() {
        assertEquals(Math.log(100), LordenBound.divergence(1, 0.01), 1e-12);
        assertEquals(1_670.9, seconds(0, 0.01, 5), 0.1);
    }

    /** p₁ = 1 − 0.4 × 0.99 = 0.604, so D = 0.604 ln 60.4 + 0.396 ln 0.4 = 2.114 nats: 5.06 attempts. */
    @Test
    void with_a_leak_of_forty_per_cent_it_takes_5_06() {
        assertEquals(2.1141, LordenBound.divergence(0.604, 0.01), 1e-4);
        assertEquals(3_639.7, seconds(0.4, 0.01, 5), 0.2);
    }

    @Test
    void on_a_line_that_loses_nothing_it_still_takes_one_attempt() {
        assertEquals(Double.POSITIVE_INFINITY, LordenBound.divergence(1, 0));
        assertEquals(720, seconds(0, 0, 5), 1e-9);
    }

    @Test
    void a_smaller_budget_of_false_alarms_and_fewer_attempts_cost_time() {
        assertTrue(seconds(0, 0.01, 2.5) > seconds(0, 0.01, 5));
        Pairs pair = Pairs.pair("10.0.0.0/8");
        assertTrue(LordenBound.seconds(pair.traffic(0.01, 5), YEAR.multipliedBy(100))
                > LordenBound.seconds(pair.traffic(0.01, 5), YEAR));
    }
}
