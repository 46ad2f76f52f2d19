package org.cordon.probe.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Result;
import org.cordon.probe.nettest.Nettests;
import org.junit.jupiter.api.Test;

final class ModeGateTest {
    private static final Outcome OK = new Outcome.Succeeded(Duration.ofMillis(30), Map.of());

    private final List<LinkMode> modes = new ArrayList<>();

    private static Outcome failed(Failure failure) {
        return new Outcome.Failed(failure, Operation.CONNECT, Duration.ofSeconds(3), Map.of());
    }

    private static Target target(int number, String list, int providers) {
        Address ip = Address.v4(0x08000000 + number * 256);
        return new Target(ip, 443, list, null, "provider" + number % providers, null, "test", null, null, false);
    }

    private static List<Target> foreign(int count, int providers) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            targets.add(target(i, "collateral", providers));
        }
        return targets;
    }

    private static Result result(Target target, Outcome outcome) {
        return new Result(
                new Attempt(Nettests.ALL.get(0), target), Instant.EPOCH, outcome, Duration.ofSeconds(3), null);
    }

    private static List<Attempt> attempts(List<Target> targets) {
        return targets.stream()
                .map(target -> new Attempt(Nettests.ALL.get(0), target))
                .toList();
    }

    @Test
    void a_handshake_that_is_followed_by_silence_does_not_make_a_link_normal() {
        List<Target> targets = new ArrayList<>(List.of(target(1_000, "domestic", 12), target(1_001, "domestic", 12)));
        targets.addAll(foreign(60, 12));
        List<Attempt> attempts = new ArrayList<>(attempts(targets));
        targets.forEach(
                target -> attempts.add(new Attempt(Nettests.byName("tls").orElseThrow(), target)));
        ModeGate gate = new ModeGate(attempts);
        for (Attempt attempt : attempts) {
            boolean answers = attempt.test().name().equals("tcp")
                    || attempt.target().list().equals("domestic");
            Outcome outcome = answers ? OK : failed(Failure.GENERIC_TIMEOUT_ERROR);
            boolean ignored = gate.add(new Result(attempt, Instant.EPOCH, outcome, Duration.ofSeconds(3), null));
        }
        assertEquals(LinkMode.ALLOWLIST, gate.mode());
    }

    private void run(List<Target> targets, java.util.function.IntFunction<Outcome> outcome) {
        ModeGate gate = new ModeGate(attempts(targets));
        int held = 0;
        for (int i = 0; i < targets.size(); i++) {
            held++;
            if (gate.add(result(targets.get(i), outcome.apply(i)))) {
                modes.addAll(Collections.nCopies(held, gate.mode()));
                held = 0;
            }
        }
        modes.addAll(Collections.nCopies(held, gate.mode()));
    }

    @Test
    void a_link_on_which_something_foreign_answers_is_normal_also_where_most_is_blocked() {
        run(foreign(60, 12), i -> i % 5 == 0 ? OK : failed(Failure.GENERIC_TIMEOUT_ERROR));
        assertEquals(60, modes.size());
        assertEquals(List.of(LinkMode.NORMAL), modes.stream().distinct().toList());
    }

    @Test
    void a_link_on_which_nothing_foreign_answers_is_a_shutdown() {
        run(foreign(60, 12), i -> failed(Failure.GENERIC_TIMEOUT_ERROR));
        assertEquals(List.of(LinkMode.SHUTDOWN), modes.stream().distinct().toList());
    }

    @Test
    void a_link_on_which_only_listed_targets_answer_is_an_allowlist() {
        List<Target> targets = new ArrayList<>(List.of(target(1_000, "domestic", 12), target(1_001, "domestic", 12)));
        targets.addAll(foreign(60, 12));
        run(targets, i -> i < 2 ? OK : failed(Failure.GENERIC_TIMEOUT_ERROR));
        assertEquals(List.of(LinkMode.ALLOWLIST), modes.stream().distinct().toList());
    }

    @Test
    void a_machine_whose_packets_never_left_is_offline() {
        run(foreign(60, 12), i -> failed(Failure.NETWORK_UNREACHABLE));
        assertEquals(List.of(LinkMode.OFFLINE), modes.stream().distinct().toList());
    }

    @Test
    void blocked_canaries_switch_nobody_off() {
        List<Target> targets = new ArrayList<>(foreign(60, 12));
        for (int i = 0; i < 10; i++) {
            targets.add(i, target(2_000 + i, "canary", 12));
        }
        run(targets, i -> i < 10 ? failed(Failure.GENERIC_TIMEOUT_ERROR) : OK);
        assertEquals(List.of(LinkMode.NORMAL), modes.stream().distinct().toList());
    }

    private static Outcome answer(Map<String, Object> detail) {
        return new Outcome.Succeeded(Duration.ofMillis(30), detail);
    }

    @Test
    void one_certificate_for_everybody_is_a_captive_portal() {
        Map<String, Object> portal =
                Map.of("certificate_sha256", "aa", "certificate_verification", "ssl_unknown_authority");
        run(foreign(60, 12), i -> answer(portal));
        assertEquals(List.of(LinkMode.CAPTIVE), modes.stream().distinct().toList());
    }

    @Test
    void everybody_who_sends_to_one_other_host_is_a_captive_portal() {
        run(
                foreign(60, 12),
                i -> answer(Map.of(
                        "http_status", 302, "redirect_host", "login.hotel.example", "redirect_elsewhere", true)));
        assertEquals(List.of(LinkMode.CAPTIVE), modes.stream().distinct().toList());
    }

    @Test
    void a_censors_page_for_half_of_the_targets_is_no_captive_portal() {
        Map<String, Object> page =
                Map.of("http_status", 302, "redirect_host", "warning.example", "redirect_elsewhere", true);
        run(foreign(60, 12), i -> answer(i % 2 == 0 ? page : Map.of("http_status", 200)));
        assertEquals(List.of(LinkMode.NORMAL), modes.stream().distinct().toList());
    }

    @Test
    void certificates_of_their_own_that_nobody_trusts_are_no_captive_portal() {
        run(
                foreign(60, 12),
                i -> answer(Map.of("certificate_sha256", "" + i, "certificate_verification", "ssl_unknown_authority")));
        assertEquals(List.of(LinkMode.NORMAL), modes.stream().distinct().toList());
    }

    @Test
    void too_few_targets_or_providers_leave_the_mode_unknown() {
        for (List<Target> targets : List.of(foreign(49, 12), foreign(60, 9))) {
            modes.clear();
            run(targets, i -> OK);
            assertFalse(new ModeGate(attempts(targets)).canTell());
            assertEquals(Collections.nCopies(targets.size(), null), modes);
        }
    }

    @Test
    void a_link_that_goes_down_in_the_middle_of_a_run_is_noticed() {
        run(foreign(200, 20), i -> i < 100 ? OK : failed(Failure.GENERIC_TIMEOUT_ERROR));
        assertEquals(LinkMode.NORMAL, modes.get(0));
        assertEquals(LinkMode.SHUTDOWN, modes.get(199));
        assertEquals(200, modes.size());
    }
}
