package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
    private final Map<Channel, Availability> availability = new HashMap<>();
    private long[] lastSuccess = new long[0];
    private long[] beforeLastSuccess = new long[0];
    private long[] outUntil = new long[0];
    private boolean anything;

    /** What answers or does not: one port of one address, over one transport or protocol. */
    record Channel(int leaf, int port, Layer layer) {}

    OutsideView(TargetTrie trie, DetectorSettings settings) {
        this(trie, settings, new EvidenceTree(trie, settings), new LeafTimes());
    }

    private OutsideView(TargetTrie trie, DetectorSettings settings, EvidenceTree failing, LeafTimes times) {
        this.trie = trie;
        this.settings = settings;
        this.failing = failing;
        this.times = times;
    }

    /** A copy that goes its own way. */
    OutsideView(OutsideView other) {
        this(other.trie, other.settings);
        other.availability.forEach((channel, known) -> availability.put(channel, known.copy()));
        lastSuccess = other.lastSuccess.clone();
        beforeLastSuccess = other.beforeLastSuccess.clone();
        outUntil = other.outUntil.clone();
        anything = other.anything;
    }

    Availability availability(int leaf, int port, Layer layer) {
        return availability.computeIfAbsent(new Channel(leaf, port, layer), c -> new Availability());
    }

    /** An attempt from outside; returns the widest prefix that has just been found to fail there too, or NONE. */
    int add(Sample s) {
        anything = true;
        grow();
        if (s.success()) {
            for (int node = s.leaf(); node != TargetTrie.NONE; node = trie.parent(node)) {
                beforeLastSuccess[node] = lastSuccess[node];
                lastSuccess[node] = s.at();
            }
            failing.add(s, times, true);
            return TargetTrie.NONE;
        }
        failing.add(s, times, true);
        return out(s);
    }

    private int out(Sample s) {
        int widest = TargetTrie.NONE;
        for (int node = s.leaf(); node != TargetTrie.NONE; node = trie.parent(node)) {
            NodeEvidence evidence = failing.at(node);
            boolean fails = evidence != null && evidence.sum() >= OUTAGE;
            if (fails && trie.prefix(node).length() >= WIDEST_OUTAGE) {
                outUntil[node] = s.at() + settings.recovery().toMillis();
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
            beforeLastSuccess = Arrays.copyOf(beforeLastSuccess, length);
            outUntil = Arrays.copyOf(outUntil, length);
            Arrays.fill(lastSuccess, before, length, LeafTimes.NEVER);
            Arrays.fill(beforeLastSuccess, before, length, LeafTimes.NEVER);
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
        for (int node = leaf; node != TargetTrie.NONE; node = trie.parent(node)) {
            if (node < outUntil.length && outUntil[node] >= at) {
                return true;
            }
        }
        return false;
    }

    /** Whether the outside has reached something inside since: twice, or once where there is but one target to reach. */
    boolean reachedSince(int node, long since) {
        if (node >= lastSuccess.length || lastSuccess[node] < since) {
            return false;
        }
        return beforeLastSuccess[node] >= since || trie.isLeaf(node);
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(anything);
        out.writeInt(availability.size());
        for (Map.Entry<Channel, Availability> one : availability.entrySet()) {
            out.writeInt(one.getKey().leaf());
            out.writeInt(one.getKey().port());
            out.writeByte(one.getKey().layer().ordinal());
            one.getValue().save(out);
        }
        failing.save(out);
        times.save(out);
        Saved.times(out, lastSuccess);
        Saved.times(out, beforeLastSuccess);
        Saved.times(out, outUntil);
    }

    static OutsideView restore(DataInput in, TargetTrie trie, DetectorSettings settings) throws IOException {
        boolean anything = in.readBoolean();
        Map<Channel, Availability> availability = new HashMap<>();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            Channel channel = new Channel(Saved.index(in, trie.size()), in.readInt(), Layer.numbered(in.readByte()));
            availability.put(channel, Availability.restore(in));
        }
        OutsideView restored = new OutsideView(
                trie, settings, EvidenceTree.restore(in, trie, settings), LeafTimes.restore(in, trie.size()));
        restored.anything = anything;
        restored.availability.putAll(availability);
        restored.lastSuccess = Saved.times(in);
        restored.beforeLastSuccess = Saved.times(in);
        restored.outUntil = Saved.times(in);
        return restored;
    }
}
