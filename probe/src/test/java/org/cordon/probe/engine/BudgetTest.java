package org.cordon.probe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cordon.probe.nettest.Nettests;
import org.junit.jupiter.api.Test;

final class BudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private static Map<String, Long> run(Budget budget, int attempts) throws IOException {
        Limits limits = new Limits(
                200,
                Double.POSITIVE_INFINITY,
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                budget);
        try (Peer peer = Peer.that(Socket::close)) {
            Attempt attempt = new Attempt(Nettests.byName("tcp").orElseThrow(), peer.target());
            return Runs.all(Collections.nCopies(attempts, attempt), limits).stream()
                    .collect(Collectors.groupingBy(result -> Runs.words(result.outcome()), Collectors.counting()));
        }
    }

    @Test
    void what_the_budget_of_attempts_does_not_cover_is_not_tried_and_told() throws IOException {
        assertEquals(
                Map.of("ok", 5L, "skipped: the run's budget of attempts is spent", 7L),
                run(new Budget(5, Long.MAX_VALUE, Budget.UNLIMITED.time()), 12));
    }

    @Test
    void what_the_budget_of_bytes_does_not_cover_is_not_tried_and_told() throws IOException {
        long three = 3 * Spending.PER_ATTEMPT;
        assertEquals(
                Map.of("ok", 3L, "skipped: the run's budget of bytes is spent", 9L),
                run(new Budget(Long.MAX_VALUE, three, Budget.UNLIMITED.time()), 12));
    }

    @Test
    void what_is_due_after_the_budget_of_time_is_not_tried_and_told() throws IOException {
        Map<String, Long> ends = run(new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofMillis(100)), 200);
        assertEquals(200, ends.values().stream().mapToLong(n -> n).sum());
        assertEquals(2, ends.size(), ends.toString());
        assertEquals(true, ends.get("skipped: the run's budget of time is spent") >= 150, ends.toString());
    }

    @Test
    void a_budget_is_for_all_rounds_of_a_run_together() throws IOException {
        Limits limits = new Limits(
                1_000,
                Double.POSITIVE_INFINITY,
                10,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Budget(3, Long.MAX_VALUE, Budget.UNLIMITED.time()));
        Engine engine = Runs.engine(limits, System::nanoTime);
        List<Result> results = new ArrayList<>();
        Attempt refused = new Attempt(Nettests.byName("tcp").orElseThrow(), Peer.nobody());
        for (int round = 0; round < 2; round++) {
            engine.run(Runs.schedule(List.of(refused, refused), limits), results::add);
        }
        assertEquals(
                "skipped: the run's budget of attempts is spent",
                Runs.words(results.get(3).outcome()));
        assertEquals(4, results.size());
    }

    @Test
    void bytes_that_were_said_count_with_their_headers() {
        Spending spending = new Spending(new Budget(10, 1_740, Duration.ofHours(1)), 0);
        spending.began();
        spending.ended(1_400);
        assertEquals("the run's budget of bytes is spent", spending.spent(0));
    }

    @Test
    void time_runs_from_the_first_attempt() {
        Spending spending = new Spending(new Budget(10, 10, Duration.ofSeconds(2)), 5 * SECOND);
        assertNull(spending.spent(7 * SECOND - 1));
        assertEquals("the run's budget of time is spent", spending.spent(7 * SECOND));
    }

    @Test
    void a_budget_of_nothing_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Budget(0, 1, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new Budget(1, 1, Duration.ZERO));
    }
}
