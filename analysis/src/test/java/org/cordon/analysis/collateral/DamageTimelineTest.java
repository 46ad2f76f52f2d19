package org.cordon.analysis.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.collateral.DamageTimeline.Change;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.junit.jupiter.api.Test;

final class DamageTimelineTest {
    private static final Instant START = Instant.parse("2018-04-17T00:00:00Z");

    private static Change change(int hour, String prefix, boolean added) {
        return new Change(START.plusSeconds(3_600L * hour), Prefix.parse(prefix), added);
    }

    @Test
    void a_prefix_inside_a_blocked_one_changes_nothing_until_that_is_lifted() {
        List<DamageStep> steps = DamageTimeline.of(
                List.of(
                        change(0, "34.192.0.0/10", true),
                        change(1, "34.240.0.0/13", true),
                        change(2, "34.192.0.0/10", false),
                        change(3, "34.240.0.0/13", false)),
                ServiceCatalogue.bundled());
        assertEquals(
                List.of(4_194_304L, 0L, 4_194_304L - 524_288L, 524_288L),
                steps.stream().map(s -> s.addresses().longValueExact()).toList());
        assertEquals(BigInteger.valueOf(524_288), steps.get(2).total());
        assertEquals(BigInteger.ZERO, steps.get(3).total());
        assertEquals(List.of(), steps.get(1).services());
        assertEquals(steps.get(0).services(), steps.get(2).services(), "none of OONI's services lay in 34.240.0.0/13");
        assertEquals(
                "Airbnb apex redirect",
                steps.get(0).services().get(0),
                steps.get(0).services().toString());
    }

    @Test
    void what_was_never_added_cannot_be_lifted() {
        assertThrows(
                IllegalArgumentException.class,
                () -> DamageTimeline.of(List.of(change(0, "1.0.0.0/8", false)), ServiceCatalogue.bundled()));
    }

    @Test
    void the_running_total_is_the_size_of_the_set_whatever_the_order() {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        List<Change> changes = new ArrayList<>();
        List<Prefix> active = new ArrayList<>();
        List<BigInteger> expected = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean add = active.isEmpty() || random.nextInt(3) > 0;
            Prefix prefix = add
                    ? new Prefix(Address.v4(random.nextInt(64) << 24), 2 + random.nextInt(9))
                    : active.remove(random.nextInt(active.size()));
            if (add) {
                active.add(prefix);
            }
            changes.add(new Change(START.plusSeconds(i), prefix, add));
            expected.add(PrefixSet.addresses(active));
        }
        List<BigInteger> totals = DamageTimeline.of(changes, ServiceCatalogue.bundled()).stream()
                .map(DamageStep::total)
                .toList();
        assertEquals(expected, totals, "seed " + seed);
    }
}
