package org.cordon.analysis.baseline;

import static org.cordon.analysis.baseline.Stream.minute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class TrinocularTest {
    private static final String IP = "52.58.1.9";
    private static final Prefix UNIT = Prefix.parse("52.58.1.0/24");

    /** From 0.99: 0.099/(0.099 + 0.01 × 0.9961) = 0.909, then 0.499, then 0.091. */
    @Test
    void where_nine_in_ten_answer_three_failures_make_a_block_down() {
        Belief belief = new Belief();
        belief.update(false, 0.9);
        assertEquals(0.909, belief.up(), 5e-4);
        belief.update(false, 0.9);
        assertEquals(0.499, belief.up(), 1e-3);
        assertFalse(belief.down());
        belief.update(false, 0.9);
        assertEquals(0.091, belief.up(), 5e-4);
        assertTrue(belief.down());
    }

    /** From the floor of 0.01 one answer gives 0.0099/(0.0099 + 0.99 × 0.00387) = 0.721: uncertain, so still down. */
    @Test
    void a_block_that_is_down_is_up_with_the_second_answer() {
        Belief belief = new Belief();
        for (int i = 0; i < 50; i++) {
            belief.update(false, 0.99);
        }
        assertEquals(0.01, belief.up(), 1e-9);
        belief.update(true, 0.99);
        assertEquals(0.721, belief.up(), 5e-4);
        assertTrue(belief.down());
        belief.update(true, 0.99);
        assertFalse(belief.down());
    }

    @Test
    void a_network_whose_attempts_fail_while_the_outside_succeeds_cuts_the_subnet_off_until_it_answers() {
        Trinocular trinocular = new Trinocular();
        Stream stream = new Stream(trinocular);
        for (int m = 0; m < 100; m++) {
            stream.outside(m, IP, true);
        }
        // A(E(b)) is 109/110 = 0.991, taken as 0.99: two failures suffice
        stream.network(100, IP, false)
                .network(110, IP, false)
                .network(120, IP, true)
                .network(130, IP, true);
        assertEquals(List.of(new Claim(Stream.NETWORK, UNIT, minute(110), minute(130))), trinocular.claims());
    }

    @Test
    void what_is_down_for_the_outside_too_is_not_cut_off() {
        Trinocular trinocular = new Trinocular();
        Stream stream = new Stream(trinocular);
        for (int m = 0; m < 10; m++) {
            stream.outside(m, IP, false);
        }
        for (int m = 10; m < 20; m++) {
            stream.network(m, IP, false);
        }
        assertEquals(List.of(), trinocular.claims());
    }

    @Test
    void a_fixed_rate_of_a_half_is_reached_by_one_failure_of_two() {
        Baseline rate = new Hourly("rate/24", Units.subnets(), FailureRate::new);
        new Stream(rate)
                .outside(0, IP, true)
                .network(1, IP, true)
                .network(2, IP, false)
                .network(61, IP, true)
                .network(62, IP, true)
                .network(63, IP, false);
        assertEquals(List.of(new Claim(Stream.NETWORK, UNIT, minute(60), minute(120))), rate.claims());
    }
}
