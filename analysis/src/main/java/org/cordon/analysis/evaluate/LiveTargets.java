package org.cordon.analysis.evaluate;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.GroundTruth;

/** Targets that were alive throughout: what can tell a verdict from the truth. Sets of them, by number. */
final class LiveTargets {
    private final GroundTruth truth;
    private final List<Address> live;
    private final Map<GroundTruth.Pair, BitSet> pairs = new HashMap<>();
    private final Map<Record, BitSet> records = new HashMap<>();

    private record Record(Prefix cidr, List<Prefix> except) {}

    LiveTargets(GroundTruth truth) {
        this.truth = truth;
        this.live =
                truth.live().stream().map(GroundTruth.LiveTarget::ip).distinct().toList();
    }

    /** Those that {@code pair} covers. */
    BitSet of(GroundTruth.Pair pair) {
        return pairs.computeIfAbsent(pair, p -> where(p::covers));
    }

    /** Those that {@code revision} speaks of. */
    BitSet of(Revision revision) {
        return records.computeIfAbsent(
                new Record(revision.cidr(), revision.except()),
                r -> where(ip -> r.cidr().contains(ip) && r.except().stream().noneMatch(p -> p.contains(ip))));
    }

    private BitSet where(Predicate<Address> test) {
        BitSet set = new BitSet(live.size());
        for (int i = 0; i < live.size(); i++) {
            set.set(i, test.test(live.get(i)));
        }
        return set;
    }

    /**
     * Whether measured targets can tell the edges of {@code pair} at all, just before {@code until}: blocked ones in both
     * halves and an open one in the rest of its parent, so that inner and outer bound are the prefix itself.
     */
    boolean tellEdges(GroundTruth.Pair pair, Instant until) {
        Prefix cidr = pair.cidr();
        boolean single = cidr.length() == cidr.family().bits();
        boolean inside = single
                ? measured(cidr, pair, until)
                : measured(cidr.child(0), pair, until) && measured(cidr.child(1), pair, until);
        return inside && (cidr.length() == 0 || open(cidr.sibling(), pair.asn(), until));
    }

    private boolean measured(Prefix part, GroundTruth.Pair pair, Instant until) {
        return truth.live().stream()
                .anyMatch(t -> t.since().isBefore(until) && part.contains(t.ip()) && pair.covers(t.ip()));
    }

    private boolean open(Prefix part, long asn, Instant until) {
        List<GroundTruth.Pair> others = truth.pairs().stream()
                .filter(other -> other.asn() == asn && inForce(other, until))
                .toList();
        return truth.live().stream()
                .anyMatch(t -> t.since().isBefore(until)
                        && part.contains(t.ip())
                        && others.stream().noneMatch(other -> other.covers(t.ip())));
    }

    private static boolean inForce(GroundTruth.Pair pair, Instant until) {
        Instant ended = pair.ended();
        return pair.started().isBefore(until) && (ended == null || !ended.isBefore(until));
    }
}
