package org.cordon.collector.intake;

import static org.cordon.collector.intake.SeenSequences.Novelty.DUPLICATE;
import static org.cordon.collector.intake.SeenSequences.Novelty.NEW;
import static org.cordon.collector.intake.SeenSequences.Novelty.STALE_EPOCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeenSequencesTest {
    @Test
    void a_probe_that_sends_in_order_has_one_range() {
        SeenSequences seen = new SeenSequences();
        for (int i = 0; i < 1_000; i++) {
            assertEquals(NEW, seen.take(3, i));
        }
        assertEquals("3:0-999", seen.text());
        assertEquals(DUPLICATE, seen.take(3, 0));
        assertEquals(DUPLICATE, seen.take(3, 999));
        assertEquals(NEW, seen.take(4, 0));
    }

    @Test
    void it_agrees_with_a_plain_set_over_saving_and_loading_too() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Set<Long> plain = new HashSet<>();
            SeenSequences seen = new SeenSequences();
            for (int i = 0; i < 300; i++) {
                long sequence = random.nextInt(100);
                assertEquals(plain.add(sequence) ? NEW : DUPLICATE, seen.take(7, sequence), "seed " + seed);
                if (random.nextInt(10) == 0) {
                    seen = SeenSequences.of(seen.text());
                }
            }
        }
    }

    @Test
    void what_a_wilful_probe_can_make_it_hold_is_bounded() {
        SeenSequences seen = new SeenSequences();
        for (long i = 0; i < 100_000; i++) {
            seen.take(i % 50, i * 2);
        }
        assertTrue(seen.text().length() < 12_000, "length " + seen.text().length());
        assertEquals(STALE_EPOCH, seen.take(0, 1));
    }

    @Test
    void beyond_the_bound_the_lowest_gap_counts_as_seen_and_nothing_seen_becomes_new() {
        SeenSequences seen = new SeenSequences();
        for (long i = 0; i <= SeenSequences.MAX_RANGES; i++) {
            assertEquals(NEW, seen.take(1, i * 2));
        }
        assertEquals(DUPLICATE, seen.take(1, 1), "the lowest gap");
        for (long i = 0; i <= SeenSequences.MAX_RANGES; i++) {
            assertEquals(DUPLICATE, seen.take(1, i * 2));
        }
    }
}
