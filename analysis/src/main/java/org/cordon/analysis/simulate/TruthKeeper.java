package org.cordon.analysis.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.jspecify.annotations.Nullable;

/** Works out the pairs of a scenario, and when an oracle that knows each pair's prefix would have been sure. */
final class TruthKeeper {
    private static final int ORACLE = 5;
    private static final int TRIES = 12;

    private final Scenario scenario;
    private final List<SimulatedTarget> targets;
    private final List<Open> pairs = new ArrayList<>();
    /** For each network and target the pairs that hold it. */
    private final List<List<List<Open>>> pairsOn = new ArrayList<>();

    /** What of a block makes it mergeable with another. */
    private record Kind(Mechanism mechanism, List<Integer> ports) {}

    /** A pair and what was seen of it so far. */
    private static final class Open {
        final SimulatedNetwork network;
        final Kind kind;
        final Prefix cidr;
        final List<Prefix> except;
        final double leak;
        final long start;
        long end = Long.MAX_VALUE;
        final BitSet fresh = new BitSet();
        final BitSet freed = new BitSet();
        final Count blocked = new Count();
        final Count lifted = new Count();
        final List<Instant> tries = new ArrayList<>();

        Open(SimulatedNetwork network, Kind kind, Prefix cidr, List<Prefix> except, double leak, long start) {
            this.network = network;
            this.kind = kind;
            this.cidr = cidr;
            this.except = except;
            this.leak = leak;
            this.start = start;
        }

        boolean covers(Address ip) {
            return cidr.contains(ip) && except.stream().noneMatch(p -> p.contains(ip));
        }
    }

    /** Counts to the oracle's five, from enough sites. */
    private static final class Count {
        private int seen;
        private final Set<String> sites = new HashSet<>();
        private @Nullable Instant reached;

        void add(String site, int all, Instant when) {
            if (reached == null) {
                seen++;
                sites.add(site);
                if (seen >= ORACLE && sites.size() >= 2 && sites.size() * 3 > all) {
                    reached = when;
                }
            }
        }
    }

    TruthKeeper(Scenario scenario, List<SimulatedNetwork> networks, List<SimulatedTarget> targets) {
        this.scenario = scenario;
        this.targets = targets;
        for (SimulatedNetwork network : networks) {
            List<Open> own = network.network.role() == Role.VANTAGE ? pairs(network) : List.of();
            pairs.addAll(own);
            pairsOn.add(targets.stream()
                    .map(target -> own.stream()
                            .filter(pair -> pair.covers(target.target().ip()))
                            .toList())
                    .toList());
        }
    }

    private List<Open> pairs(SimulatedNetwork network) {
        List<SimulatedNetwork.Act> acts =
                network.acts.stream().filter(act -> act.block() != null).toList();
        TreeSet<Long> times = new TreeSet<>();
        acts.forEach(act -> {
            times.add(act.start());
            times.add(act.end());
        });
        long end = scenario.duration().toMillis();
        Map<String, Open> current = new LinkedHashMap<>();
        List<Open> all = new ArrayList<>();
        for (long time : times.headSet(end)) {
            Map<String, Open> next = at(network, acts, time);
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

    private Map<String, Open> at(SimulatedNetwork network, List<SimulatedNetwork.Act> acts, long time) {
        Map<Kind, List<SimulatedNetwork.Act>> active = new LinkedHashMap<>();
        for (SimulatedNetwork.Act act : acts) {
            if (act.start() <= time && time < act.end()) {
                active.computeIfAbsent(kind(act), kind -> new ArrayList<>()).add(act);
            }
        }
        Map<String, Open> found = new LinkedHashMap<>();
        active.forEach((kind, of) -> {
            for (Prefix cidr :
                    PrefixSet.aggregate(of.stream().map(a -> block(a).cidr()).toList())) {
                List<Scenario.ScriptedBlock> inside = of.stream()
                        .map(TruthKeeper::block)
                        .filter(block -> cidr.contains(block.cidr()))
                        .toList();
                List<Prefix> except = PrefixSet.aggregate(inside.stream()
                        .flatMap(block -> block.except().stream())
                        .filter(hole -> inside.stream()
                                .noneMatch(b ->
                                        b.cidr().contains(hole) && !b.except().contains(hole)))
                        .toList());
                double leak = inside.stream()
                        .mapToDouble(Scenario.ScriptedBlock::leak)
                        .max()
                        .orElse(0);
                found.put(kind + " " + cidr + " " + except, new Open(network, kind, cidr, except, leak, time));
            }
        });
        return found;
    }

    private void close(Open pair, List<SimulatedNetwork.Act> acts, long time) {
        pair.end = time;
        mark(pair, pair.freed, acts, time);
    }

    /** Marks the live targets of {@code pair} that no act holds at {@code time}. */
    private void mark(Open pair, BitSet marks, List<SimulatedNetwork.Act> acts, long time) {
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

    private static Kind kind(SimulatedNetwork.Act act) {
        return new Kind(block(act).mechanism(), block(act).ports());
    }

    private static Scenario.ScriptedBlock block(SimulatedNetwork.Act act) {
        if (act.block() == null) {
            throw new IllegalArgumentException("an outage is no block");
        }
        return act.block();
    }

    /** Takes note of an attempt that has just gone out. */
    void saw(Attempt attempt) {
        for (Open pair : pairsOn.get(attempt.network()).get(attempt.target())) {
            String site = attempt.observation().siteOrProbe();
            Instant when = attempt.observation().foldTime();
            boolean inTime = attempt.at() >= pair.start && attempt.at() < pair.end;
            if (inTime && pair.fresh.get(attempt.target())) {
                if (pair.tries.size() < TRIES) {
                    pair.tries.add(when);
                }
                if (attempt.censored()) {
                    pair.blocked.add(site, pair.network.sites, when);
                }
            }
            if (attempt.at() >= pair.end
                    && pair.freed.get(attempt.target())
                    && attempt.honest()
                    && attempt.observation().succeeded()) {
                pair.lifted.add(site, pair.network.sites, when);
            }
        }
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
                        .sorted(Comparator.comparingLong((Open pair) -> pair.network.network.asn()))
                        .map(this::pair)
                        .toList(),
                live);
    }

    private GroundTruth.Pair pair(Open pair) {
        Scenario.Network network = pair.network.network;
        return new GroundTruth.Pair(
                network.asn(),
                network.cc(),
                pair.network.sites,
                pair.cidr,
                pair.except,
                pair.kind.mechanism(),
                pair.kind.ports(),
                scenario.start().plusMillis(pair.start),
                pair.end == Long.MAX_VALUE ? null : scenario.start().plusMillis(pair.end),
                pair.leak,
                pair.fresh.cardinality(),
                pair.freed.cardinality(),
                pair.blocked.reached,
                pair.lifted.reached,
                List.copyOf(pair.tries));
    }
}
