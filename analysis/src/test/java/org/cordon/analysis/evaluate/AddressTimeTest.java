package org.cordon.analysis.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class AddressTimeTest {
    private static final long HOUR = 3_600_000;

    private static AddressTime.Held held(String prefix, long from, long until) {
        return new AddressTime.Held(Prefix.parse(prefix), from * HOUR, until * HOUR);
    }

    /** Blocked 256 × 10; claimed 128 × 10 + 256 × 1; of that rightly 128 × 8. */
    @Test
    void half_a_subnet_claimed_two_hours_late_and_another_wrongly() {
        AddressTime found = AddressTime.of(
                List.of(held("10.0.0.0/24", 0, 10)), List.of(held("10.0.0.0/25", 2, 12), held("10.0.1.0/24", 0, 1)));
        assertEquals(new AddressTime(2_560, 1_536, 1_024), found);
        assertEquals(2 / 3.0, found.precision(), 1e-12);
        assertEquals(0.4, found.recall(), 1e-12);
    }

    @Test
    void what_is_blocked_or_claimed_twice_counts_once() {
        AddressTime found = AddressTime.of(
                List.of(held("10.0.0.0/24", 0, 4), held("10.0.0.0/30", 2, 6)),
                List.of(held("10.0.0.0/30", 0, 3), held("10.0.0.0/31", 1, 6)));
        assertEquals(new AddressTime(256 * 4 + 4 * 2, 4 * 3 + 2 * 3, 4 * 3 + 2 * 3), found);
    }

    @Test
    void a_48_weighs_as_much_as_an_ipv4_address() {
        AddressTime found =
                AddressTime.of(List.of(held("2001:db8::/47", 0, 3)), List.of(held("2001:db8:1::/49", 0, 2)));
        assertEquals(new AddressTime(6, 1, 1), found);
    }

    @Test
    void nothing_blocked_and_nothing_claimed_is_a_precision_and_a_recall_of_one() {
        AddressTime nothing = AddressTime.of(List.of(), List.of());
        assertEquals(1, nothing.precision());
        assertEquals(1, nothing.recall());
    }

    @Test
    void it_agrees_with_counting_each_address_in_each_hour() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<AddressTime.Held> truth = some(random);
            List<AddressTime.Held> claims = some(random);
            int blocked = 0;
            int claimed = 0;
            int both = 0;
            for (int ip = 0; ip < 64; ip++) {
                for (long hour = 0; hour < 12; hour++) {
                    boolean isBlocked = holds(truth, ip, hour);
                    boolean isClaimed = holds(claims, ip, hour);
                    blocked += isBlocked ? 1 : 0;
                    claimed += isClaimed ? 1 : 0;
                    both += isBlocked && isClaimed ? 1 : 0;
                }
            }
            assertEquals(new AddressTime(blocked, claimed, both), AddressTime.of(truth, claims), "seed " + seed);
        }
    }

    private static List<AddressTime.Held> some(SplittableRandom random) {
        List<AddressTime.Held> all = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Prefix prefix = new Prefix(Address.v4(random.nextInt(64)), 27 + random.nextInt(6));
            long from = random.nextInt(11);
            all.add(new AddressTime.Held(prefix, from * HOUR, (from + 1 + random.nextInt((int) (12 - from))) * HOUR));
        }
        return all;
    }

    private static boolean holds(List<AddressTime.Held> all, int ip, long hour) {
        return all.stream()
                .anyMatch(
                        h -> h.prefix().contains(Address.v4(ip)) && h.from() <= hour * HOUR && hour * HOUR < h.until());
    }
}
