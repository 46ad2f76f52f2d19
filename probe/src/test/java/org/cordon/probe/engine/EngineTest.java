package org.cordon.probe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.sandbox.SandboxException;
import org.junit.jupiter.api.Test;

final class EngineTest {
    private static final Nettest TCP = Nettests.byName("tcp").orElseThrow();
    private static final Nettest TLS = Nettests.byName("tls").orElseThrow();

    private static Limits limits(double perSecond, int inFlight, Budget budget) {
        return new Limits(
                perSecond,
                Double.POSITIVE_INFINITY,
                inFlight,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                budget);
    }

    @Test
    void thousands_of_attempts_give_one_result_each() throws IOException {
        try (Peer peer = Peer.that(java.net.Socket::close)) {
            List<Attempt> attempts = new ArrayList<>(Collections.nCopies(1_500, new Attempt(TCP, peer.target())));
            attempts.addAll(Collections.nCopies(500, new Attempt(TCP, Peer.nobody())));
            List<Result> results = Runs.all(attempts, Runs.FAST);
            assertEquals(2_000, results.size());
            assertEquals(
                    500,
                    results.stream()
                            .filter(r -> Runs.words(r.outcome()).equals("connection_refused connect"))
                            .count());
        }
    }

    @Test
    void the_pace_is_kept_on_the_real_clock() throws IOException {
        Limits slow = limits(20, 64, Budget.UNLIMITED);
        long start = System.nanoTime();
        Runs.all(Collections.nCopies(11, new Attempt(TCP, Peer.nobody())), slow);
        assertTrue(System.nanoTime() - start >= 500_000_000L, "eleven at twenty a second take half a second");
    }

    @Test
    void the_time_since_the_last_attempt_at_an_address_is_told() throws IOException {
        List<Result> results = Runs.all(Collections.nCopies(2, new Attempt(TCP, Peer.nobody())), Runs.FAST);
        assertEquals(1, results.stream().filter(r -> r.sinceLast() == null).count());
        assertEquals(
                1,
                results.stream()
                        .filter(r -> r.sinceLast() != null && r.sinceLast().toNanos() > 0)
                        .count());
    }

    @Test
    void a_timeout_during_which_this_program_stood_still_is_not_believed() throws IOException {
        AtomicLong standstill = new AtomicLong();
        Engine engine = Runs.engine(Runs.FAST, () -> System.nanoTime() + standstill.get());
        try (Peer peer = Peer.that(socket -> {})) {
            List<Result> results = new ArrayList<>();
            List<Attempt> attempts = List.of(new Attempt(TLS, peer.target()), new Attempt(TCP, Peer.nobody()));
            engine.run(Runs.schedule(attempts, Runs.FAST), result -> {
                results.add(result);
                // the refusal comes first; the clock then leaps as it does for a process that was stopped
                standstill.set(400_000_000L);
            });
            assertEquals(
                    "skipped: this machine was late", Runs.words(results.get(1).outcome()));
        }
    }

    @Test
    void stopping_gives_back_what_is_in_flight_as_skipped() throws Exception {
        Engine engine = Runs.engine(Runs.FAST, System::nanoTime);
        try (Peer peer = Peer.that(socket -> {})) {
            List<Result> results = new ArrayList<>();
            List<Attempt> attempts = Collections.nCopies(5, new Attempt(TLS, peer.target()));
            Thread stopper = new Thread(() -> {
                try {
                    Thread.sleep(200);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                engine.stop();
            });
            stopper.start();
            engine.run(Runs.schedule(attempts, Runs.FAST), results::add);
            stopper.join();
            assertEquals(5, results.size());
            assertTrue(results.stream().allMatch(r -> Runs.words(r.outcome()).equals("skipped: interrupted")));
        }
    }

    @Test
    void an_address_that_is_not_this_machines_own_is_refused_before_a_socket_is_opened() {
        Target real = new Target(
                Address.parse("149.154.167.51"), 443, "telegram", null, null, null, "test", null, null, false);
        var e = assertThrows(SandboxException.class, () -> Runs.all(List.of(new Attempt(TCP, real)), Runs.FAST));
        assertTrue(e.getMessage().startsWith("CORDON_SANDBOX=required is set and this is not the sandbox"));
    }
}
