package org.cordon.analysis.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;

/** Works out the pairs of a scenario, and when an oracle that knows each pair's prefix would have been sure. */
final class TruthKeeper {
    private final Scenario scenario;
    private final List<SimulatedTarget> targets;
    private final List<OpenPair> pairs = new ArrayList<>();
    /** For each network and target the pairs that hold it. */
    private final List<List<List<OpenPair>>> pairsOn = new ArrayList<>();

    TruthKeeper(Scenario scenario, List<SimulatedNetwork> networks, List<SimulatedTarget> targets) {
        this.scenario = scenario;
        this.targets = targets;
        for (SimulatedNetwork network : networks) {
            List<OpenPair> own = network.network.role() == Role.VANTAGE ? pairs(network) : List.of();
            pairs.addAll(own);
            pairsOn.add(targets.stream()
                    .map(target -> own.stream()
                            .filter(pair -> pair.covers(target.target().ip()))
                            .toList())
                    .toList());
        }
    }

    private List<OpenPair> pairs(SimulatedNetwork network) {
        List<SimulatedNetwork.Act> acts =
                network.acts.stream().filter(act -> act.block() != null).toList();
        TreeSet<Long> times = new TreeSet<>();
        acts.forEach(act -> {
            times.add(act.start());
            times.add(act.end());
        });
        long end = scenario.duration().toMillis();
        Map<String, OpenPair> current = new LinkedHashMap<>();
        List<OpenPair> all = new ArrayList<>();
        for (long time : times.headSet(end)) {
            Map<String, OpenPair> next = at(network, acts, time);
            current.forEach((key, pair) -> {
                if (!next.containsKey(key)) {
                    close(pair, acts, time);
                }
            });
            next.forEach((key, pair) -> {
                if (!current.containsKey(key)) {
                    mark(pair, pair.fresh, acts, time - 1);
                    current.put(key, pair);
                    all.add(pair);
                }
            });
            current.keySet().retainAll(next.keySet());
        }
        return all;
    }

    private Map<String, OpenPair> at(SimulatedNetwork network, List<SimulatedNetwork.Act> acts, long time) {
        Map<OpenPair.Kind, List<SimulatedNetwork.Act>> active = new LinkedHashMap<>();
        for (SimulatedNetwork.Act act : acts) {
            if (act.start() <= time && time < act.end()) {
                active.computeIfAbsent(kind(act), kind -> new ArrayList<>()).add(act);
            }
        }
        Map<String, OpenPair> found = new LinkedHashMap<>();
        active.forEach((kind, of) -> {
            for (Prefix cidr :
                    PrefixSet.aggregate(of.stream().map(a -> block(a).cidr()).toList())) {
                List<SimulatedNetwork.Act> held = of.stream()
                        .filter(act -> cidr.contains(block(act).cidr()))
                        .toList();
                List<Scenario.ScriptedBlock> inside =
                        held.stream().map(TruthKeeper::block).toList();
                List<Prefix> except = PrefixSet.aggregate(inside.stream()
                        .flatMap(block -> block.except().stream())
                        .filter(hole -> inside.stream()
                                .noneMatch(b ->
                                        b.cidr().contains(hole) && !b.except().contains(hole)))
                        .toList());
                double leak = held.stream()
                        .mapToDouble(SimulatedNetwork.Act::leak)
                        .max()
                        .orElse(0);
                found.put(kind + " " + cidr + " " + except, new OpenPair(network, kind, cidr, except, leak, time));
            }
        });
        return found;
    }

    private void close(OpenPair pair, List<SimulatedNetwork.Act> acts, long time) {
        pair.endsAt(time);
        mark(pair, pair.freed, acts, time);
    }

    /** Marks the live targets of {@code pair} that no act holds at {@code time}. */
    private void mark(OpenPair pair, BitSet marks, List<SimulatedNetwork.Act> acts, long time) {
        for (int t = 0; t < targets.size(); t++) {
            Address ip = targets.get(t).target().ip();
            marks.set(
                    t,
                    targets.get(t).live()
                            && pair.covers(ip)
                            && acts.stream()
                                    .noneMatch(act -> act.start() <= time
                                            && time < act.end()
                                            && block(act).cidr().contains(ip)
                                            && block(act).except().stream().noneMatch(p -> p.contains(ip))));
        }
    }

    private static OpenPair.Kind kind(SimulatedNetwork.Act act) {
        return new OpenPair.Kind(block(act).mechanism(), block(act).ports());
    }

    private static Scenario.ScriptedBlock block(SimulatedNetwork.Act act) {
        if (act.block() == null) {
            throw new IllegalArgumentException("an outage is no block");
        }
        return act.block();
    }

    /** Takes note of an attempt that has just gone out. */
    void saw(Attempt attempt) {
        pairsOn.get(attempt.network()).get(attempt.target()).forEach(pair -> pair.saw(attempt));
    }

    GroundTruth truth() {
        List<GroundTruth.LiveTarget> live = targets.stream()
                .filter(SimulatedTarget::live)
                .map(t -> new GroundTruth.LiveTarget(
                        t.target().ip(), scenario.start().plusMillis(t.since())))
                .distinct()
                .toList();
        return new GroundTruth(
                scenario.name(),
                scenario.seed(),
                scenario.start(),
                scenario.start().plus(scenario.duration()),
                pairs.stream()
                        .sorted(Comparator.comparingLong((OpenPair pair) -> pair.network.network.asn()))
                        .map(pair -> pair.seen(scenario))
                        .toList(),
                live,
                cutOff());
    }

    /** Routes that networks of the country lost, and servers that turn it away. */
    private List<GroundTruth.CutOff> cutOff() {
        List<GroundTruth.CutOff> all = new ArrayList<>();
        for (Scenario.Network network : scenario.networks()) {
            if (network.role() != Role.VANTAGE) {
                continue;
            }
            for (Scenario.Outage outage : scenario.outages()) {
                if (outage.networks().contains(network.asn())) {
                    all.add(cutOff(network, outage.cidr(), outage.start(), outage.end()));
                }
            }
            targets.stream()
                    .filter(target -> target.state() == SimulatedTarget.State.GEOBLOCKED)
                    .map(target -> Prefix.of(target.target().ip()))
                    .distinct()
                    .filter(ip -> network.cc().equals(scenario.country()))
                    .forEach(ip -> all.add(cutOff(network, ip, Duration.ZERO, scenario.duration())));
        }
        return all;
    }

    private GroundTruth.CutOff cutOff(Scenario.Network network, Prefix cidr, Duration from, Duration until) {
        return new GroundTruth.CutOff(
                network.asn(),
                cidr,
                scenario.start().plus(from),
                scenario.start().plus(until));
    }
}
