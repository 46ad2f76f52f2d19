package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.observation.Observation;

/** What one access network knows of all targets, and which of its sites are active. */
final class NetworkEvidence {
    private final String cc;
    private final long asn;
    private final DetectorSettings settings;
    private final Map<Integer, LeafEvidence> leaves = new TreeMap<>();
    private final Map<String, Instant> sites = new TreeMap<>();
    private Instant looked = Instant.MIN;

    NetworkEvidence(String cc, long asn, DetectorSettings settings) {
        this.cc = cc;
        this.asn = asn;
        this.settings = settings;
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(cc);
        out.writeLong(asn);
        out.writeInt(leaves.size());
        for (Map.Entry<Integer, LeafEvidence> leaf : leaves.entrySet()) {
            out.writeInt(leaf.getKey());
            leaf.getValue().save(out);
        }
        out.writeInt(sites.size());
        for (Map.Entry<String, Instant> site : sites.entrySet()) {
            out.writeUTF(site.getKey());
            BlockCodec.time(out, site.getValue());
        }
        BlockCodec.time(out, looked);
    }

    static NetworkEvidence restore(DataInput in, DetectorSettings settings) throws IOException {
        NetworkEvidence network = new NetworkEvidence(in.readUTF(), in.readLong(), settings);
        int leaves = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < leaves; i++) {
            network.leaves.put(in.readInt(), LeafEvidence.restore(in));
        }
        int sites = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < sites; i++) {
            network.sites.put(in.readUTF(), BlockCodec.required(in));
        }
        network.looked = BlockCodec.required(in);
        return network;
    }

    String cc() {
        return cc;
    }

    long asn() {
        return asn;
    }

    void add(int leaf, Observation o, double nats) {
        leaves.computeIfAbsent(leaf, l -> new LeafEvidence()).add(o, nats, settings);
        sites.put(o.siteOrProbe(), o.foldTime());
    }

    /** Whether it is time for another look; if so, notes that it was taken. */
    boolean takeLook(Instant now) {
        if (looked != Instant.MIN && now.isBefore(looked.plus(settings.pause()))) {
            return false;
        }
        looked = now;
        Instant oldest = now.minus(settings.siteMemory());
        sites.values().removeIf(last -> last.isBefore(oldest));
        leaves.values().forEach(leaf -> leaf.forget(oldest));
        return true;
    }

    /** Belief about one leaf in nats, blocked against open; 0 where nothing is known. */
    double belief(int leaf) {
        LeafEvidence evidence = leaves.get(leaf);
        return evidence == null ? 0 : evidence.belief(settings.beliefBound());
    }

    /** Sites that have measured anything lately. */
    int activeSites() {
        return sites.size();
    }

    /** The best explanation of everything known. */
    List<Shape.Piece> shape(TargetTrie trie) {
        return Shape.find(trie, this::belief, settings.prefixPrice());
    }

    /** What the leaves under {@code node} that fail have in common. */
    Summary summary(TargetTrie trie, int node) {
        Summary summary = new Summary();
        collect(trie, node, summary);
        return summary;
    }

    private void collect(TargetTrie trie, int node, Summary summary) {
        if (node == TargetTrie.NONE) {
            return;
        }
        if (!trie.isLeaf(node)) {
            collect(trie, trie.child(node, 0), summary);
            collect(trie, trie.child(node, 1), summary);
            return;
        }
        LeafEvidence evidence = leaves.get(node);
        if (evidence != null && belief(node) > 0) {
            summary.add(evidence);
        }
    }
}
