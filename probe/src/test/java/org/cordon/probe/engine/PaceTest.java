package org.cordon.probe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettests;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Limits VOLUNTEER = new Limits(
            2,
            1,
            64,
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Budget.UNLIMITED);

    private final AddressSpacing spacing = new AddressSpacing();

    private static Attempt attempt(int host, int port) {
        Address ip = Address.v4(0x08080000 + host);
        return new Attempt(
                Nettests.ALL.get(0), new Target(ip, port, "test", null, null, null, "test", null, null, false));
    }

    private Schedule schedule(int run, long seed, Attempt... attempts) {
        return new Schedule(List.of(attempts), new SplittableRandom(seed), spacing, run, VOLUNTEER);
    }

    @Test
    void no_more_than_the_rate_passes_in_any_ten_seconds() {
        TokenBucket bucket = new TokenBucket(2, 0);
        int passed = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 100) {
            if (bucket.has(now)) {
                bucket.take();
                passed++;
            }
        }
        assertEquals(20, passed, 1);
    }

    @Test
    void a_long_pause_does_not_earn_a_burst() {
        TokenBucket bucket = new TokenBucket(2, 0);
        int passed = 0;
        for (int i = 0; i < 100 && bucket.has(3_600 * SECOND); i++) {
            bucket.take();
            passed++;
        }
        assertEquals(1, passed);
        assertEquals(SECOND / 2, bucket.nanosToNext());
    }

    @Test
    void the_order_is_random_and_the_seed_repeats_it() {
        Attempt[] attempts = new Attempt[50];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = attempt(i, 443);
        }
        assertNotEquals(List.of(attempts), drain(schedule(1, 1, attempts)));
        assertEquals(drain(schedule(1, 7, attempts)), drain(schedule(1, 7, attempts)));
        assertNotEquals(drain(schedule(1, 7, attempts)), drain(schedule(1, 8, attempts)));
    }

    private static List<Attempt> drain(Schedule schedule) {
        List<Attempt> order = new ArrayList<>();
        for (Attempt next = schedule.poll(0); next != null; next = schedule.poll(0)) {
            order.add(next);
        }
        return order;
    }

    @Test
    void two_ports_of_an_address_keep_their_distance_and_do_not_hold_up_others() {
        Schedule schedule = schedule(1, 1, attempt(1, 443), attempt(1, 80), attempt(256, 443));
        List<Address> tried = new ArrayList<>();
        for (Attempt next = schedule.poll(0); next != null; next = schedule.poll(0)) {
            tried.add(next.target().ip());
            spacing.tried(next.target().ip(), 1, 0);
        }
        assertEquals(2, tried.size());
        assertEquals(2, tried.stream().distinct().count());
        assertEquals(SECOND, schedule.nanosToNext(0));
        assertNull(schedule.poll(SECOND - 1));
        assertEquals(Address.v4(0x08080001), schedule.poll(SECOND).target().ip());
        assertEquals(0, schedule.left());
    }

    @Test
    void two_addresses_of_one_24_keep_a_second_apart_and_do_not_hold_up_another() {
        Schedule schedule = schedule(1, 1, attempt(1, 443), attempt(2, 443), attempt(256 + 1, 443));
        assertEquals(2, tryAll(schedule, 0));
        assertEquals(SECOND, schedule.nanosToNext(0));
        assertEquals(0, tryAll(schedule, SECOND - 1));
        assertEquals(1, tryAll(schedule, SECOND));
    }

    @Test
    void a_large_24_gets_one_a_second_however_long_its_queue() {
        Attempt[] attempts = new Attempt[100];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = attempt(i, 443);
        }
        Schedule schedule = schedule(1, 1, attempts);
        int tried = 0;
        for (long now = 0; now <= 50 * SECOND; now += SECOND / 10) {
            tried += tryAll(schedule, now);
        }
        assertEquals(51, tried, 1);
    }

    private static int tryAll(Schedule schedule, long now) {
        int tried = 0;
        for (Attempt next = schedule.poll(now); next != null; next = schedule.poll(now)) {
            Duration ignored = schedule.tried(next, now);
            tried++;
        }
        return tried;
    }

    @Test
    void a_later_run_waits_ten_minutes_before_the_same_address() {
        assertNull(spacing.tried(Address.v4(0x08080001), 1, 0));
        Schedule second = schedule(2, 1, attempt(1, 443));
        assertNull(second.poll(599 * SECOND));
        assertTrue(second.poll(600 * SECOND) != null);
        assertEquals(Duration.ofMinutes(10), spacing.tried(Address.v4(0x08080001), 2, 600 * SECOND));
    }

    @Test
    void a_loop_that_overslept_or_worked_too_long_is_late() {
        Punctuality punctuality = new Punctuality();
        punctuality.awake(0, 0);
        punctuality.sleeping(SECOND, SECOND / 2);
        punctuality.awake(SECOND * 3 / 2, 1_500);
        assertFalse(punctuality.spoiltConversation(0, SECOND));
        punctuality.worked(SECOND * 3 / 2 + Punctuality.LATE_NANOS + 1);
        assertTrue(punctuality.spoiltConversation(0, SECOND));
        assertFalse(punctuality.spoiltConversation(SECOND * 2, SECOND), "what began afterwards is not touched");
        punctuality.sleeping(SECOND * 2, SECOND / 2);
        punctuality.awake(SECOND * 3, 3_000);
        assertTrue(punctuality.spoiltConversation(SECOND * 5 / 2, SECOND));
    }

    @Test
    void a_connection_is_made_by_the_kernel_and_spoilt_only_by_a_long_delay() {
        Punctuality punctuality = new Punctuality();
        punctuality.awake(0, 0);
        punctuality.sleeping(0, 0);
        punctuality.awake(SECOND, 1_000);
        assertFalse(punctuality.spoiltConnect(0, 3 * SECOND));
        assertTrue(punctuality.spoiltConversation(0, 3 * SECOND));
        punctuality.sleeping(SECOND, 0);
        punctuality.awake(3 * SECOND, 3_000);
        assertTrue(punctuality.spoiltConnect(0, 3 * SECOND));
        assertFalse(punctuality.spoiltConnect(0, 10 * SECOND));
    }

    @Test
    void a_laptop_that_slept_is_late_although_its_monotonic_clock_stood_still() {
        Punctuality punctuality = new Punctuality();
        punctuality.awake(0, 0);
        punctuality.sleeping(0, SECOND);
        punctuality.awake(SECOND, 3_600_000);
        assertTrue(punctuality.spoiltConnect(0, 1_000 * SECOND));
    }
}
