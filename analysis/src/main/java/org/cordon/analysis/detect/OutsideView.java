package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.availability.Availability;

/**
 * What controls, and networks of other countries, see of the targets: how likely each answers somebody whom nobody blocks,
 * which prefixes fail for them too, and when they last reached something inside a prefix.
 */
final class OutsideView {
    /** Two failures with nothing in between: what fails outside too is nobody's block. */
    private static final double OUTAGE = 6;

    /** Wider than that, a control that fails is itself offline. */
    private static final int WIDEST_OUTAGE = 8;

    private final TargetTrie trie;
    private final DetectorSettings settings;
    private final EvidenceTree failing;
    private final LeafTimes times;
    private final Channels availability;
    private long[] lastSuccess = new long[0];
    private long[] outUntil = new long[0];
    /** The latest of {@code outUntil}: mostly nothing is out, and then no path need be walked. */
    private long anyOutUntil = LeafTimes.NEVER;

    private boolean anything;
    private final Map<Integer, ProbeHealth> probes = new TreeMap<>();

    OutsideView(TargetTrie trie, DetectorSettings settings) {
        this(trie, settings, new EvidenceTree(trie, settings, new Enforced()), new LeafTimes(), new Channels());
    }

    private OutsideView(
            TargetTrie trie, DetectorSettings settings, EvidenceTree failing, LeafTimes times, Channels availability) {
        this.trie = trie;
        this.settings = settings;
        this.failing = failing;
        this.times = times;
        this.availability = availability;
    }

    /** A copy that goes its own way. */
    OutsideView(OutsideView other) {
        this(
                other.trie,
                other.settings,
                new EvidenceTree(other.trie, other.settings, new Enforced()),
                new LeafTimes(),
                other.availability.copy());
        lastSuccess = other.lastSuccess.clone();
        outUntil = other.outUntil.clone();
        anyOutUntil = other.anyOutUntil;
        anything = other.anything;
    }

    Availability availability(int leaf, int port, Layer layer) {
        return availability.of(leaf, port, layer);
    }

    /** An attempt from outside; returns the widest prefix that has just been found to fail there too, or NONE. */
    int add(Sample s) {
        anything = true;
        grow();
        int widest = TargetTrie.NONE;
        for (Sample one : probes.computeIfAbsent(s.probe(), probe -> new ProbeHealth(settings.loss()))
                .take(s, false)) {
            Sample counted = one.countedAt(s.at());
            failing.add(counted, times, settings.leak(), true);
            if (counted.success()) {
                reached(counted);
            } else {
                int out = out(counted);
                widest = out == TargetTrie.NONE ? widest : out;
            }
        }
        return widest;
    }

    private void reached(Sample s) {
        for (int node = s.leaf(); node != TargetTrie.NONE; node = trie.parent(node)) {
            lastSuccess[node] = s.at();
        }
    }

    private int out(Sample s) {
        int widest = TargetTrie.NONE;
        for (int node = s.leaf(); node != TargetTrie.NONE; node = trie.parent(node)) {
            NodeEvidence evidence = failing.at(node);
            boolean fails = evidence != null && evidence.sum() >= OUTAGE;
            if (fails && trie.prefix(node).length() >= WIDEST_OUTAGE) {
                outUntil[node] = s.at() + settings.recovery().toMillis();
                anyOutUntil = Math.max(anyOutUntil, outUntil[node]);
                widest = node;
            }
        }
        return widest;
    }

    private void grow() {
        if (trie.size() > lastSuccess.length) {
            int before = lastSuccess.length;
            int length = Math.max(64, trie.size() * 3 / 2);
            lastSuccess = Arrays.copyOf(lastSuccess, length);
            outUntil = Arrays.copyOf(outUntil, length);
            Arrays.fill(lastSuccess, before, length, LeafTimes.NEVER);
            Arrays.fill(outUntil, before, length, LeafTimes.NEVER);
        }
    }

    double leak() {
        return settings.leak();
    }

    double loss() {
        return settings.loss();
    }

    /** Whether anybody looks from outside at all. */
    boolean exists() {
        return anything;
    }

    /** Whether {@code leaf} lies in a prefix that fails outside too, or did until a short while ago. */
    boolean isOut(int leaf, long at) {
        if (anyOutUntil < at) {
            return false;
        }
        for (int node = leaf; node != TargetTrie.NONE; node = trie.parent(node)) {
            if (node < outUntil.length && outUntil[node] >= at) {
                return true;
            }
        }
        return false;
    }

    /** Whether the outside has reached something inside since. */
    boolean reachedSince(int node, long since) {
        return node < lastSuccess.length && lastSuccess[node] >= since;
    }

    /** Whether the outside has ever reached anything inside. */
    boolean reaches(int node) {
        return node < lastSuccess.length && lastSuccess[node] != LeafTimes.NEVER;
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(anything);
        availability.save(out);
        out.writeInt(probes.size());
        for (Map.Entry<Integer, ProbeHealth> probe : probes.entrySet()) {
            out.writeInt(probe.getKey());
            probe.getValue().save(out);
        }
        failing.save(out);
        times.save(out);
        Saved.times(out, lastSuccess);
        Saved.times(out, outUntil);
    }

    static OutsideView restore(DataInput in, TargetTrie trie, DetectorSettings settings) throws IOException {
        boolean anything = in.readBoolean();
        Channels availability = Channels.restore(in, trie.size());
        Map<Integer, ProbeHealth> probes = new TreeMap<>();
        int probeCount = Saved.count(in);
        for (int i = 0; i < probeCount; i++) {
            probes.put(in.readInt(), ProbeHealth.restore(in, settings.loss()));
        }
        OutsideView restored = new OutsideView(
                trie,
                settings,
                EvidenceTree.restore(in, trie, settings, new Enforced()),
                LeafTimes.restore(in, trie.size()),
                availability);
        restored.probes.putAll(probes);
        restored.anything = anything;
        restored.lastSuccess = Saved.times(in);
        restored.outUntil = Saved.times(in);
        for (long until : restored.outUntil) {
            restored.anyOutUntil = Math.max(restored.anyOutUntil, until);
        }
        return restored;
    }
}
