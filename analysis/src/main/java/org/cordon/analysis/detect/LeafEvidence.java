package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What one network knows of one address: for each site a log-likelihood ratio, blocked against open, bounded on both sides.
 * The bounds make it a two-sided CUSUM (Page, 1954): old certainty is unlearnt after a few attempts to the contrary, and no
 * site can say more than its bound, however often it repeats itself.
 */
final class LeafEvidence {
    /** Evidence of one site, and when it last spoke. */
    private static final class Say {
        double nats;
        Instant last;

        Say(Instant last) {
            this.last = last;
        }
    }

    private final Map<String, Say> says = new TreeMap<>();
    private @Nullable Instant lastSuccess;
    private @Nullable Instant firstFailure;
    private long attempts;
    private long failures;
    private final Set<String> failingSites = new TreeSet<>();
    private final Set<String> failingProbes = new TreeSet<>();
    private final Map<String, Integer> failureKinds = new TreeMap<>();

    void save(DataOutput out) throws IOException {
        out.writeInt(says.size());
        for (Map.Entry<String, Say> say : says.entrySet()) {
            out.writeUTF(say.getKey());
            out.writeDouble(say.getValue().nats);
            BlockCodec.time(out, say.getValue().last);
        }
        BlockCodec.time(out, lastSuccess);
        BlockCodec.time(out, firstFailure);
        out.writeLong(attempts);
        out.writeLong(failures);
        BlockCodec.list(out, List.copyOf(failingSites), out::writeUTF);
        BlockCodec.list(out, List.copyOf(failingProbes), out::writeUTF);
        out.writeInt(failureKinds.size());
        for (Map.Entry<String, Integer> kind : failureKinds.entrySet()) {
            out.writeUTF(kind.getKey());
            out.writeInt(kind.getValue());
        }
    }

    static LeafEvidence restore(DataInput in) throws IOException {
        LeafEvidence leaf = new LeafEvidence();
        int says = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < says; i++) {
            String site = in.readUTF();
            double nats = in.readDouble();
            Say say = new Say(BlockCodec.required(in));
            say.nats = nats;
            leaf.says.put(site, say);
        }
        leaf.lastSuccess = BlockCodec.time(in);
        leaf.firstFailure = BlockCodec.time(in);
        leaf.attempts = in.readLong();
        leaf.failures = in.readLong();
        leaf.failingSites.addAll(BlockCodec.list(in, in::readUTF));
        leaf.failingProbes.addAll(BlockCodec.list(in, in::readUTF));
        int kinds = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < kinds; i++) {
            leaf.failureKinds.put(in.readUTF(), in.readInt());
        }
        return leaf;
    }

    /**
     * Takes one attempt.
     *
     * @param nats its log-likelihood ratio, blocked against open
     */
    void add(Observation o, double nats, DetectorSettings settings) {
        String site = o.siteOrProbe();
        Say say = says.computeIfAbsent(site, s -> new Say(o.foldTime()));
        double least = Math.log(settings.leak());
        say.nats = Math.max(least, Math.min(settings.siteBound(), say.nats + nats));
        say.last = o.foldTime();
        Failure failure = o.failure();
        if (failure == null) {
            succeeded(o.foldTime());
        } else {
            failed(o, site, failure);
        }
    }

    /** A success ends the run of failures only when it is believed: single leaks do not move the begin of a block. */
    private void succeeded(Instant at) {
        attempts++;
        if (belief(Double.MAX_VALUE) <= 0) {
            lastSuccess = at;
            firstFailure = null;
            attempts = 0;
            failures = 0;
            failingSites.clear();
            failingProbes.clear();
            failureKinds.clear();
        }
    }

    private void failed(Observation o, String site, Failure failure) {
        if (firstFailure == null) {
            firstFailure = o.foldTime();
        }
        attempts++;
        failures++;
        failingSites.add(site);
        failingProbes.add(o.probe());
        failureKinds.merge(failure.text(), 1, Integer::sum);
    }

    /** The sites' says together, in nats, between −bound and bound; above 0 means blocked. */
    double belief(double bound) {
        double sum = 0;
        for (Say say : says.values()) {
            sum += say.nats;
        }
        return Math.max(-bound, Math.min(bound, sum));
    }

    /** Forgets sites that have not spoken since {@code before}. */
    void forget(Instant before) {
        says.values().removeIf(say -> say.last.isBefore(before));
    }

    @Nullable
    Instant lastSuccess() {
        return lastSuccess;
    }

    /** The first failure of the present run, or null where it answers. */
    @Nullable
    Instant firstFailure() {
        return firstFailure;
    }

    long attempts() {
        return attempts;
    }

    long failures() {
        return failures;
    }

    Set<String> failingSites() {
        return failingSites;
    }

    Set<String> failingProbes() {
        return failingProbes;
    }

    Map<String, Integer> failureKinds() {
        return failureKinds;
    }
}
