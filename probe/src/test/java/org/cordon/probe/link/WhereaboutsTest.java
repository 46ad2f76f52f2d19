package org.cordon.probe.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Result;
import org.cordon.probe.nettest.Nettests;
import org.junit.jupiter.api.Test;

final class WhereaboutsTest {
    private String place = "wlan0 192.168.1.7;";
    private long wallMillis = 1_000_000;
    private long nanos;
    private final Whereabouts here = new Whereabouts(() -> place, () -> Instant.ofEpochMilli(wallMillis), () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
        wallMillis += time.toMillis();
    }

    @Test
    void a_machine_that_stays_has_not_moved_however_long_it_takes() {
        pass(Duration.ofDays(3));
        assertFalse(here.moved());
        assertTrue(here.isConnected() && here.isWhereItBegan());
    }

    @Test
    void another_network_no_network_and_the_way_back_are_each_a_move() {
        place = "";
        assertTrue(here.moved());
        assertFalse(here.isConnected());
        place = "tun0 10.8.0.2;";
        assertTrue(here.moved());
        here.settle();
        assertFalse(here.moved());
        assertFalse(here.isWhereItBegan());
        place = "wlan0 192.168.1.7;";
        assertTrue(here.moved());
        here.settle();
        assertTrue(here.isWhereItBegan());
    }

    @Test
    void a_sleep_is_a_move_and_a_clock_that_is_set_right_by_a_little_is_none() {
        wallMillis += 5_000;
        assertFalse(here.moved());
        wallMillis += Duration.ofHours(8).toMillis();
        assertTrue(here.moved());
        assertTrue(here.moved(), "until it has settled");
        here.settle();
        assertFalse(here.moved());
    }

    @Test
    void the_way_to_this_machine_itself_is_found_without_a_packet() {
        Whereabouts real = Whereabouts.onTheWayTo(List.of(Address.parse("127.0.0.1")), Instant::now);
        assertTrue(real.isConnected());
        assertFalse(real.moved());
    }

    private final List<String> passed = new ArrayList<>();
    private boolean stopped;
    private final Unmoved unmoved = new Unmoved(
            here,
            () -> nanos,
            () -> stopped = true,
            result -> passed.add(result.outcome() instanceof Outcome.Skipped skip ? skip.reason() : "seen"));

    private static Result result() {
        return new Result(
                new Attempt(Nettests.byName("tcp").orElseThrow(), Peer.target(443, null)),
                Instant.EPOCH,
                new Outcome.Succeeded(Duration.ofMillis(3), Map.of()),
                Duration.ofSeconds(10),
                null);
    }

    @Test
    void what_was_seen_before_the_last_look_counts_and_what_came_in_since_does_not() {
        unmoved.accept(result());
        assertEquals(List.of(), passed, "not yet known");
        pass(Duration.ofMillis(1_200));
        unmoved.accept(result());
        assertEquals(List.of("seen", "seen"), passed);
        pass(Duration.ofMillis(500));
        unmoved.accept(result());
        place = "wlan0 10.0.0.3;";
        pass(Duration.ofMillis(600));
        unmoved.accept(result());
        assertTrue(stopped && unmoved.hasMoved());
        unmoved.accept(result());
        String moved = "the network changed";
        assertEquals(List.of("seen", "seen", moved, moved, moved), passed);
    }

    @Test
    void at_the_end_of_a_run_nothing_is_held_back() {
        unmoved.accept(result());
        unmoved.release();
        assertEquals(List.of("seen"), passed);
        assertFalse(stopped);
    }
}
