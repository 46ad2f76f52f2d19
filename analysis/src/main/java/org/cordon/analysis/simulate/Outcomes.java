package org.cordon.analysis.simulate;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.jspecify.annotations.Nullable;

/** What becomes of one attempt: the line, the lie, white lists, outages, the target and the censor, in that order. */
final class Outcomes {
    private static final double FLAKY = 0.7;
    private static final long RATE_LIMIT = 20 * 60_000;
    private static final double TIMEOUT = 10_000;

    /** @param ms how long it took */
    record Outcome(
            @Nullable Failure failure,
            @Nullable Operation operation,
            double ms,
            @Nullable LinkMode mode,
            boolean censored,
            boolean honest,
            Map<String, Object> detail) {

        /** The same by a probe that takes its line for offline: nobody can count it. */
        Outcome misled() {
            return new Outcome(failure, operation, ms, LinkMode.OFFLINE, false, false, detail);
        }
    }

    private final Scenario scenario;
    private final List<SimulatedTarget> targets;
    private final SplittableRandom random;

    Outcomes(Scenario scenario, List<SimulatedTarget> targets, SplittableRandom random) {
        this.scenario = scenario;
        this.targets = targets;
        this.random = random;
    }

    Outcome of(
            SimulatedNetwork network, SimulatedProbe probe, int number, SimulatedTarget target, String test, long at) {
        if (probe.offline(at)) {
            return timeout(probe.knowsOffline(at) ? LinkMode.OFFLINE : null, false);
        }
        Scenario.Liar liar = probe.liar;
        if (liar != null
                && at >= liar.from().toMillis()
                && (liar.cidr() == null || liar.cidr().contains(target.target().ip()))) {
            return liar.lie() == Scenario.Lie.INVENT ? timeout(null, false) : pretended();
        }
        for (Scenario.Allowlist list : scenario.allowlists()) {
            if (applies(list, network, probe, at)) {
                LinkMode mode = at >= list.start().plus(list.recognised()).toMillis() ? LinkMode.ALLOWLIST : null;
                return list.lists().contains(target.target().list())
                        ? new Outcome(null, null, rtt(), mode, false, true, Map.of())
                        : timeout(mode, true);
            }
        }
        if (away(network, number, target, at)) {
            return target.state() == SimulatedTarget.State.MOVING
                    ? fail(Failure.CONNECTION_REFUSED, Operation.CONNECT, rtt(), false)
                    : timeout(null, true);
        }
        Outcome outcome = censored(network, probe, number, target, test, at);
        if (outcome == null) {
            outcome = random.nextDouble() < probe.habits.loss() ? timeout(null, true) : success(test);
        }
        return probe.trustsCanaries() && canariesFail(network, probe, at) ? outcome.misled() : outcome;
    }

    private boolean canariesFail(SimulatedNetwork network, SimulatedProbe probe, long at) {
        int blocked = 0;
        for (int canary : network.canaries) {
            SimulatedTarget target = targets.get(canary);
            for (int act : network.actsOn[canary]) {
                if (blocks(network, network.acts.get(act), probe, target, at)) {
                    blocked++;
                    break;
                }
            }
        }
        return blocked * 2 > network.canaries.length;
    }

    private boolean applies(Scenario.Allowlist list, SimulatedNetwork network, SimulatedProbe probe, long at) {
        return at >= list.start().toMillis()
                && at < list.end().toMillis()
                && network.network.role() == Role.VANTAGE
                && (list.networks().isEmpty()
                        ? network.network.cc().equals(scenario.country())
                        : list.networks().contains(network.network.asn()))
                && (list.access() == null || list.access() == probe.access);
    }

    /** Whether the target, or the way to it, fails without any censor. */
    private boolean away(SimulatedNetwork network, int number, SimulatedTarget target, long at) {
        for (int act : network.actsOn[number]) {
            SimulatedNetwork.Act outage = network.acts.get(act);
            if (outage.block() == null && outage.activeAt(at)) {
                return true;
            }
        }
        boolean tooSoon = target.state() == SimulatedTarget.State.RATE_LIMITED
                // within a minute attempts are drawn in no order
                && Math.abs(at - network.last[number]) < RATE_LIMIT;
        network.last[number] = Math.max(network.last[number], at);
        return switch (target.state()) {
            case LIVE -> false;
            case DEAD -> true;
            case FLAKY -> random.nextDouble() >= FLAKY;
            case DYING, MOVING -> at >= target.turn();
            case GEOBLOCKED -> network.network.cc().equals(scenario.country());
            case RATE_LIMITED -> tooSoon;
        };
    }

    private @Nullable Outcome censored(
            SimulatedNetwork network, SimulatedProbe probe, int number, SimulatedTarget target, String test, long at) {
        for (int i : network.actsOn[number]) {
            SimulatedNetwork.Act act = network.acts.get(i);
            Scenario.ScriptedBlock block = act.block();
            if (block != null && blocks(network, act, probe, target, at) && random.nextDouble() >= block.leak()) {
                Outcome outcome = effect(block.mechanism(), test);
                if (outcome != null) {
                    return outcome;
                }
            }
        }
        return null;
    }

    /** Whether an attempt runs into {@code act}, unless it leaks through. */
    private static boolean blocks(
            SimulatedNetwork network, SimulatedNetwork.Act act, SimulatedProbe probe, SimulatedTarget target, long at) {
        Scenario.ScriptedBlock block = act.block();
        return block != null
                && act.activeAt(at)
                && (block.ports().isEmpty()
                        || block.ports().contains(target.target().port()))
                && (block.access() == null || block.access() == probe.access)
                && (block.region() == null || block.region().equals(probe.region))
                && block.except().stream()
                        .noneMatch(p -> p.contains(target.target().ip()))
                && probe.covered(act.number(), block.coverage(network.network.asn()));
    }

    /** What a mechanism does to a test, or null where that test does not notice. */
    private @Nullable Outcome effect(Mechanism mechanism, String test) {
        boolean encrypted = test.equals("tls") || test.equals("transfer") || test.equals("http");
        return switch (mechanism) {
            case IP_RESET -> fail(Failure.CONNECTION_RESET, Operation.CONNECT, rtt(), true);
            case IP_UNREACHABLE -> fail(Failure.HOST_UNREACHABLE, Operation.CONNECT, rtt(), true);
            case SNI, HTTP_BLOCKPAGE ->
                encrypted ? fail(Failure.CONNECTION_RESET, Operation.TLS_HANDSHAKE, rtt(), true) : null;
            case TRANSFER_FREEZE ->
                test.equals("transfer")
                        ? new Outcome(
                                Failure.GENERIC_TIMEOUT_ERROR,
                                Operation.READ,
                                TIMEOUT,
                                null,
                                true,
                                true,
                                Map.of("stalled_after_bytes", 14_000L + random.nextInt(20_000)))
                        : null;
            case QUIC ->
                test.equals("quic")
                        ? fail(Failure.GENERIC_TIMEOUT_ERROR, Operation.QUIC_HANDSHAKE, TIMEOUT, true)
                        : null;
            case PROTOCOL ->
                test.equals("mtproto")
                        ? fail(Failure.GENERIC_TIMEOUT_ERROR, Operation.MTPROTO_HANDSHAKE, TIMEOUT, true)
                        : null;
            case DNS -> test.equals("dns") ? fail(Failure.DNS_NXDOMAIN_ERROR, Operation.RESOLVE, rtt(), true) : null;
            case THROTTLE ->
                test.equals("transfer")
                        ? new Outcome(
                                null,
                                null,
                                TIMEOUT,
                                null,
                                true,
                                true,
                                Map.of("goodput_kbps", 130.0 + random.nextInt(20)))
                        : null;
            default -> fail(Failure.GENERIC_TIMEOUT_ERROR, Operation.CONNECT, TIMEOUT, true);
        };
    }

    private Outcome success(String test) {
        Map<String, Object> detail =
                test.equals("transfer") ? Map.of("goodput_kbps", 5_000.0 + random.nextInt(45_000)) : Map.of();
        return new Outcome(null, null, rtt(), null, false, true, detail);
    }

    /** What a liar tells who hides failures. */
    private Outcome pretended() {
        return new Outcome(null, null, rtt(), null, false, false, Map.of());
    }

    private static Outcome timeout(@Nullable LinkMode mode, boolean honest) {
        return new Outcome(Failure.GENERIC_TIMEOUT_ERROR, Operation.CONNECT, TIMEOUT, mode, false, honest, Map.of());
    }

    private static Outcome fail(Failure failure, Operation operation, double ms, boolean censored) {
        return new Outcome(failure, operation, ms, null, censored, true, Map.of());
    }

    private double rtt() {
        return 20 + random.nextInt(150);
    }
}
