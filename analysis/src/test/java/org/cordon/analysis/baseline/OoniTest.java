package org.cordon.analysis.baseline;

import static org.cordon.analysis.baseline.Stream.hour;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class OoniTest {
    private static final Prefix TELEGRAM = Prefix.parse("149.154.160.0/20");
    private static final String DC = "149.154.167.51";

    private static Cell cell(int ok, int blocked, int down) {
        Cell cell = new Cell();
        for (int i = 0; i < ok; i++) {
            cell.add(Outside.Say.OK);
        }
        for (int i = 0; i < blocked; i++) {
            cell.add(Outside.Say.BLOCKED);
        }
        for (int i = 0; i < down; i++) {
            cell.add(Outside.Say.DOWN);
        }
        return cell;
    }

    /** The number of the cell, from 1 on, with which {@code test} first says {@code blocked}; 0 if it never does. */
    private static int first(Hourly.Test test, Cell cell, boolean blocked) {
        for (int i = 1; i <= 100; i++) {
            if (test.blocked(cell) == blocked) {
                return i;
            }
        }
        return 0;
    }

    @Test
    void a_cell_is_blocked_where_more_than_half_failed_and_the_control_did_not() {
        OoniRule rule = new OoniRule();
        assertTrue(rule.blocked(cell(1, 2, 0)));
        assertFalse(rule.blocked(cell(1, 1, 0)), "the median lies half-way, at 0.375");
        assertFalse(rule.blocked(cell(1, 0, 2)), "the control fails too");
        assertEquals(0.25, cell(1, 1, 1).median());
        assertEquals(0.5, cell(1, 2, 1).median());
    }

    /** 0.4 a hour, as every failing hour scores 0.75 and half the change is 0.35: 9 × 0.4 is the first above 3.5. */
    @Test
    void after_an_endless_past_the_cusum_alarms_with_the_ninth_failing_hour() {
        OoniCusum cusum = new OoniCusum(10_000_000);
        assertFalse(cusum.blocked(cell(5, 0, 0)));
        assertEquals(9, first(cusum, cell(0, 5, 0), true));
    }

    /** The mean follows: after nine hours the sum is 9 × 0.4 − 0.75 × (1/170 + … + 9/178) = 3.41, after ten 3.77. */
    @Test
    void after_a_week_it_alarms_with_the_tenth() {
        OoniCusum cusum = new OoniCusum();
        assertFalse(cusum.blocked(cell(5, 0, 0)));
        assertEquals(10, first(cusum, cell(0, 5, 0), true));
    }

    @Test
    void with_four_hours_of_past_the_mean_catches_up_and_it_never_alarms() {
        OoniCusum cusum = new OoniCusum(0);
        for (int i = 0; i < 4; i++) {
            cusum.blocked(cell(5, 0, 0));
        }
        assertEquals(0, first(cusum, cell(0, 5, 0), true));
    }

    /** After the change point the mean begins anew: 30/41 + … + 30/52 − 12 × 0.35 = 3.59 is the first above 3.5. */
    @Test
    void forty_hours_after_its_alarm_it_sees_the_end_with_the_twelfth_open_hour() {
        OoniCusum cusum = new OoniCusum(10_000_000);
        cusum.blocked(cell(1, 0, 0));
        first(cusum, cell(0, 1, 0), true);
        for (int i = 0; i < 40; i++) {
            assertTrue(cusum.blocked(cell(0, 1, 0)));
        }
        assertEquals(12, first(cusum, cell(1, 0, 0), false));
    }

    @Test
    void a_prefix_dead_from_the_first_hour_on_is_no_change() {
        assertEquals(0, first(new OoniCusum(), cell(0, 5, 0), true));
    }

    @Test
    void on_a_stream_the_alarm_stands_at_the_end_of_the_tenth_failing_hour() {
        Baseline cusum = new Hourly("cusum", Units.announced(List.of(TELEGRAM)), OoniCusum::new);
        Stream stream = new Stream(cusum);
        for (int h = 0; h < 24; h++) {
            stream.outside(60 * h, DC, true).network(60 * h + 30, DC, h < 3);
        }
        assertEquals(List.of(new Claim(Stream.NETWORK, TELEGRAM, hour(13), null)), cusum.claims());
    }

    @Test
    void the_rule_speaks_when_an_hour_is_over_and_is_silent_without_attempts() {
        Baseline rule = new Hourly("rule", Units.announced(List.of(TELEGRAM)), OoniRule::new);
        new Stream(rule)
                .outside(0, DC, true)
                .network(10, DC, true)
                .network(70, DC, false)
                .network(80, DC, false)
                // nothing in the third and fourth hour
                .network(250, DC, true)
                .network(320, DC, true);
        assertEquals(List.of(new Claim(Stream.NETWORK, TELEGRAM, hour(2), hour(5))), rule.claims());
    }

    @Test
    void failures_of_a_probe_that_knows_it_is_offline_do_not_count() {
        Baseline rule = new Hourly("rule", Units.announced(List.of(TELEGRAM)), OoniRule::new);
        new Stream(rule).outside(0, DC, true).offline(1, DC).offline(2, DC).network(3, DC, true);
        assertEquals(List.of(), rule.claims());
    }

    @Test
    void the_control_is_its_last_three_attempts_on_the_same_address() {
        Baseline rule = new Hourly("rule", Units.announced(List.of(TELEGRAM)), OoniRule::new);
        new Stream(rule)
                .outside(0, DC, true)
                .outside(1, DC, true)
                .outside(2, DC, false)
                .network(3, DC, false)
                .outside(61, DC, false)
                .network(62, DC, false)
                .network(122, "149.154.175.50", false);
        assertEquals(
                List.of(new Claim(Stream.NETWORK, TELEGRAM, hour(1), hour(2))),
                rule.claims(),
                "two of three answered, then one of three, then an address that no control tried");
    }

    @Test
    void an_address_belongs_to_the_most_specific_announced_prefix_or_to_its_subnet() {
        Units units = Units.announced(List.of(Prefix.parse("149.154.0.0/16"), TELEGRAM));
        assertEquals(TELEGRAM, units.of(Address.parse(DC)));
        assertEquals(Prefix.parse("149.155.1.0/24"), units.of(Address.parse("149.155.1.9")));
        assertEquals(Prefix.parse("2001:67c:4e8::/48"), units.of(Address.parse("2001:67c:4e8::a")));
    }
}
