package org.cordon.analysis.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** A (network, prefix) pair of a world that is being played, and what was seen of it so far. */
final class OpenPair {
    private static final int ORACLE = 5;
    private static final int TRIES = 12;
    private static final double HOUR = 3_600_000;

    final SimulatedNetwork network;
    final Prefix cidr;
    /** Targets that are newly blocked at its start, and those that are free again at its end. */
    final BitSet fresh = new BitSet();

    final BitSet freed = new BitSet();
    private final Kind kind;
    private final List<Prefix> except;
    private final double leak;
    private final long start;
    private long end = Long.MAX_VALUE;
    private final Count blocked = new Count();
    private final Count lifted = new Count();
    private final List<Instant> tries = new ArrayList<>();
    private int censored;

    /** What of a block makes it mergeable with another. */
    record Kind(Mechanism mechanism, List<Integer> ports) {}

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

    OpenPair(SimulatedNetwork network, Kind kind, Prefix cidr, List<Prefix> except, double leak, long start) {
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

    void endsAt(long time) {
        end = time;
    }

    /** Takes note of an attempt on a target that it covers. */
    void saw(Attempt attempt) {
        String site = attempt.observation().siteOrProbe();
        Instant when = attempt.observation().foldTime();
        boolean inTime = attempt.at() >= start && attempt.at() < end;
        if (inTime && fresh.get(attempt.target())) {
            if (tries.size() < TRIES) {
                tries.add(when);
            }
            if (attempt.censored()) {
                censored++;
                blocked.add(site, network.sites, when);
            }
        }
        if (attempt.at() >= end
                && freed.get(attempt.target())
                && attempt.honest()
                && attempt.observation().succeeded()) {
            lifted.add(site, network.sites, when);
        }
    }

    /** What the truth says of it, after all attempts. */
    GroundTruth.Pair seen(Scenario scenario) {
        Scenario.ProbeHabits own = network.network.habits();
        double hours = (Math.min(end, scenario.duration().toMillis()) - start) / HOUR;
        return new GroundTruth.Pair(
                network.network.asn(),
                network.network.cc(),
                network.sites,
                cidr,
                except,
                kind.mechanism(),
                kind.ports(),
                scenario.start().plusMillis(start),
                end == Long.MAX_VALUE ? null : scenario.start().plusMillis(end),
                leak,
                own == null ? scenario.habits().loss() : own.loss(),
                leak < 1 ? censored / (1 - leak) / hours : 0,
                fresh.cardinality(),
                freed.cardinality(),
                blocked.reached,
                lifted.reached,
                List.copyOf(tries));
    }
}
