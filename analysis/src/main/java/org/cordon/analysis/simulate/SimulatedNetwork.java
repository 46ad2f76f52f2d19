package org.cordon.analysis.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** One network of a simulated world, with what stands between its probes and each target worked out once. */
final class SimulatedNetwork {
    final Scenario.Network network;
    final List<SimulatedProbe> probes = new ArrayList<>();
    /** Numbers (in {@link #acts}) of the acts that cover each target. */
    final int[][] actsOn;

    final List<Act> acts = new ArrayList<>();
    final int sites;
    /** When the network last tried each target, in milliseconds; for those that limit rates. */
    final long[] last;

    /** Numbers of the targets that tell a probe whether its line works. */
    final int[] canaries;

    /** Pauses from this length on make a block of its own of each stretch; shorter ones are a leak. */
    static final Duration EPISODE = Duration.ofHours(1);

    private final double weight;

    /** One enforcement, or one outage, with its times in milliseconds. */
    record Act(int number, Scenario.@Nullable ScriptedBlock block, long start, long end) {
        boolean activeAt(long at) {
            if (at < start || at >= end) {
                return false;
            }
            if (block == null || block.on() == null || block.off() == null) {
                return true;
            }
            long on = block.on().toMillis();
            return (at - start) % (on + block.off().toMillis()) < on;
        }

        /** Share of attempts that pass while it lasts, short pauses included. */
        double leak() {
            if (block == null) {
                return 0;
            }
            if (block.on() == null || block.off() == null || !block.pausesBriefly()) {
                return block.leak();
            }
            double on = block.on().toMillis();
            return 1 - (1 - block.leak()) * on / (on + block.off().toMillis());
        }

        /** Itself, or its stretches until {@code last} where long pauses part them. */
        List<Act> stretches(long last) {
            if (block == null || block.on() == null || block.off() == null || block.pausesBriefly()) {
                return List.of(this);
            }
            List<Act> all = new ArrayList<>();
            long until = Math.min(end, last);
            long on = block.on().toMillis();
            for (long from = start; from < until; from += on + block.off().toMillis()) {
                // what the scenario's end cuts off has not ended
                long to = from + on < end ? from + on : end;
                all.add(new Act(number, block, from, to));
            }
            return all;
        }
    }

    SimulatedNetwork(Scenario scenario, Scenario.Network network, List<SimulatedTarget> targets) {
        this.network = network;
        int places = network.sites() == 0 ? network.probes() : network.sites();
        for (int i = 0; i < network.probes(); i++) {
            probes.add(new SimulatedProbe(scenario, network, i, i % places, null));
        }
        for (int i = 0; i < network.liars().size(); i++) {
            probes.add(new SimulatedProbe(
                    scenario,
                    network,
                    network.probes() + i,
                    places + i,
                    network.liars().get(i)));
        }
        sites = places + network.liars().size();
        weight = probes.stream().mapToDouble(SimulatedProbe::weight).sum();
        last = new long[targets.size()];
        Arrays.fill(last, Long.MIN_VALUE / 2);
        canaries = IntStream.range(0, targets.size())
                .filter(t -> targets.get(t).target().list().equals("canary"))
                .toArray();
        actsOn = new int[targets.size()][];
        index(scenario, targets);
    }

    private void index(Scenario scenario, List<SimulatedTarget> targets) {
        List<Prefix> where = new ArrayList<>();
        List<Scenario.Enforcement> enforcements = scenario.enforcements();
        for (int i = 0; i < enforcements.size(); i++) {
            Scenario.Enforcement e = enforcements.get(i);
            if (e.network().equals(network)) {
                long end = e.end() == null ? Long.MAX_VALUE : e.end().toMillis();
                Act whole = new Act(i, e.block(), e.start().toMillis(), end);
                for (Act act : whole.stretches(scenario.duration().toMillis())) {
                    acts.add(act);
                    where.add(e.block().cidr());
                }
            }
        }
        for (Scenario.Outage outage : scenario.outages()) {
            if (outage.hits(network)) {
                long earlier =
                        network.role() == Role.CONTROL ? outage.controlsBack().toMillis() : 0;
                acts.add(new Act(
                        -1, null, outage.start().toMillis(), outage.end().toMillis() - earlier));
                where.add(outage.cidr());
            }
        }
        for (int t = 0; t < actsOn.length; t++) {
            var ip = targets.get(t).target().ip();
            int[] found = new int[acts.size()];
            int count = 0;
            for (int a = 0; a < acts.size(); a++) {
                if (where.get(a).contains(ip)) {
                    found[count++] = a;
                }
            }
            actsOn[t] = Arrays.copyOf(found, count);
        }
    }

    /** How much its probes send together, an honest one sending 1. */
    double weight() {
        return weight;
    }

    SimulatedProbe pick(SplittableRandom random) {
        double at = random.nextDouble() * weight;
        for (SimulatedProbe probe : probes) {
            at -= probe.weight();
            if (at < 0) {
                return probe;
            }
        }
        return probes.get(0);
    }
}
