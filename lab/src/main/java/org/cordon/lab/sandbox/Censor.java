package org.cordon.lab.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Scenario.Enforcement;
import org.cordon.analysis.simulate.Scenario.Network;

/** Plays the censor of a scenario: gives each router the rules that are in force at a moment. */
public final class Censor {
    /** What routers can do to a packet. */
    private static final Set<Mechanism> PLAYED =
            Set.of(Mechanism.IP_DROP, Mechanism.IP_RESET, Mechanism.IP_UNREACHABLE, Mechanism.PORT);

    private final SandboxInternet internet;
    private final Map<Network, List<Enforcement>> acts;
    private final Map<Network, List<Enforcement>> inForce = new HashMap<>();

    /** @throws SandboxFailure if the scenario asks for a mechanism that routers cannot play */
    public Censor(SandboxInternet internet, Scenario scenario) throws SandboxFailure {
        this.internet = internet;
        this.acts = scenario.enforcements().stream().collect(Collectors.groupingBy(Enforcement::network));
        Set<Mechanism> foreign = scenario.blocks().stream()
                .map(Scenario.ScriptedBlock::mechanism)
                .filter(mechanism -> !PLAYED.contains(mechanism))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!foreign.isEmpty()) {
            throw new SandboxFailure("the sandbox's routers cannot play " + foreign);
        }
        for (Network network : scenario.networks()) {
            if (network.role() == Role.VANTAGE) {
                internet.router(network)
                        .nft("table ip censor {\nchain forward {\ntype filter hook forward priority 0\n}\n}\n");
            }
        }
    }

    /**
     * Puts the rules of {@code offset} from the scenario's start in force, each router's in one step.
     *
     * @return the networks whose rules changed
     */
    public List<Network> act(Duration offset) throws SandboxFailure {
        List<Network> changed = acts.keySet().stream()
                .filter(network -> !active(network, offset).equals(inForce.getOrDefault(network, List.of())))
                .toList();
        for (Network network : changed) {
            List<Enforcement> active = active(network, offset);
            internet.router(network).nft(rules(active));
            inForce.put(network, active);
        }
        return changed;
    }

    private List<Enforcement> active(Network network, Duration offset) {
        return acts.getOrDefault(network, List.of()).stream()
                .filter(act -> act.activeAt(offset))
                .toList();
    }

    private static String rules(List<Enforcement> active) {
        StringBuilder script = new StringBuilder("flush chain ip censor forward\n");
        for (Enforcement act : active) {
            Scenario.ScriptedBlock block = act.block();
            block.except().forEach(except -> script.append(rule("ip daddr " + except, "accept")));
            script.append(rule("ip daddr " + block.cidr() + ports(block) + leak(block), verdict(block)));
        }
        return script.toString();
    }

    private static String rule(String match, String verdict) {
        return "add rule ip censor forward " + match + " " + verdict + "\n";
    }

    private static String ports(Scenario.ScriptedBlock block) {
        return block.ports().isEmpty()
                ? ""
                : " tcp dport { " + block.ports().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " }";
    }

    /** A leaky block lets each packet by with that probability, so an attempt that repeats its SYN gets by more often. */
    private static String leak(Scenario.ScriptedBlock block) {
        return block.leak() <= 0 ? "" : " numgen random mod 1000 < " + (1_000 - Math.round(block.leak() * 1_000));
    }

    private static String verdict(Scenario.ScriptedBlock block) {
        return switch (block.mechanism()) {
            case IP_RESET -> "ip protocol tcp reject with tcp reset";
            case IP_UNREACHABLE -> "reject with icmp host-unreachable";
            default -> "drop";
        };
    }
}
