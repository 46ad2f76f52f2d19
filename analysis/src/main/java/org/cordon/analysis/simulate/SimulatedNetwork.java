package org.cordon.analysis.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Role;

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

    private final double weight;

    /** One enforcement, or one outage, with its times in milliseconds. */
    record Act(int number, Scenario.@org.jspecify.annotations.Nullable ScriptedBlock block, long start, long end) {
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
        actsOn = new int[targets.size()][];
        index(scenario, targets);
    }

    private void index(Scenario scenario, List<SimulatedTarget> targets) {
        List<org.cordon.analysis.prefix.Prefix> where = new ArrayList<>();
        List<Scenario.Enforcement> enforcements = scenario.enforcements();
        for (int i = 0; i < enforcements.size(); i++) {
            Scenario.Enforcement e = enforcements.get(i);
            if (e.network().equals(network)) {
                acts.add(new Act(
                        i,
                        e.block(),
                        e.start().toMillis(),
                        e.end() == null ? Long.MAX_VALUE : e.end().toMillis()));
                where.add(e.block().cidr());
            }
        }
        for (Scenario.Outage outage : scenario.outages()) {
            if (outage.networks().isEmpty() || outage.networks().contains(network.asn())) {
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
