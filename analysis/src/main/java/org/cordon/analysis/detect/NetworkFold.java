package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** One network at one layer: its evidence, the blocks that it has now, and all that it ever had. */
final class NetworkFold {
    /** Answers in a row up to which an open target is looked at again after each of them; later nothing changes. */
    private static final int NEWS = 8;

    private final String cc;
    private final long asn;
    private final Layer layer;
    private final TargetTrie trie;
    private final DetectorSettings settings;
    private final Verdicts verdicts;
    private final Enforced enforced;
    private final BlockWriter writer;
    private final Records records;
    private final Reshaping shapes;
    private EvidenceTree tree;
    private Pieces pieces;
    private LeafTimes times = new LeafTimes();

    /** Who is told of every new revision. */
    interface Listener {
        void changed(NetworkFold network, Block block);
    }

    NetworkFold(
            String cc,
            long asn,
            Layer layer,
            TargetTrie trie,
            DetectorSettings settings,
            Verdicts verdicts,
            Enforced enforced,
            BlockWriter writer,
            Listener listener) {
        this.cc = cc;
        this.asn = asn;
        this.layer = layer;
        this.trie = trie;
        this.settings = settings;
        this.verdicts = verdicts;
        this.enforced = enforced;
        this.writer = writer;
        this.records = new Records(block -> listener.changed(this, block));
        this.shapes = new Reshaping(this, verdicts);
        this.tree = new EvidenceTree(trie, settings, enforced);
        this.pieces = new Pieces(trie, tree);
    }

    String cc() {
        return cc;
    }

    long asn() {
        return asn;
    }

    Layer layer() {
        return layer;
    }

    TargetTrie trie() {
        return trie;
    }

    Records records() {
        return records;
    }

    Collection<Episode> active() {
        return shapes.active().values();
    }

    /** The newest revisions of the blocks that stand now. */
    List<Block> activeBlocks() {
        return records.of(active());
    }

    EvidenceTree tree() {
        return tree;
    }

    Pieces pieces() {
        return pieces;
    }

    LeafTimes times() {
        return times;
    }

    int activeSites() {
        return verdicts.activeSites();
    }

    /** The block that {@code leaf} lies in now; null: none. */
    @Nullable
    Episode around(int leaf) {
        return shapes.around(leaf);
    }

    /** Counts one attempt. @param loss of the probe that made it */
    void add(Sample s, double loss) {
        Episode episode = around(s.leaf());
        if (episode == null) {
            if (s.success() && tree.isEmpty()) {
                times.answered(s.leaf(), s.at());
                return;
            }
            tree.add(s, times, settings.leak(), verdicts.lonely());
        } else {
            inside(episode, Evidence.relearnt(s, episode.leak(), settings.leak(), loss), loss);
        }
        follow(s.leaf(), s.at());
    }

    /** Counts an attempt inside a block, weighed with the leak that this block has shown. */
    private void inside(Episode episode, Sample s, double loss) {
        if (s.success() && episode.tally().isContrast(s.port())) {
            // another port is what is cut off: of that one it says nothing
            episode.tally().add(s);
            return;
        }
        int before = times.row(s.leaf());
        tree.add(s, times, episode.leak(), verdicts.lonely());
        if (!s.success()) {
            episode.failed(s, s.nats());
            if (before >= OpenParts.FEW) {
                episode.markStale();
            }
            return;
        }
        episode.succeeded(s, times.row(s.leaf()), loss, verdicts.mostForLift());
        reopen(s, episode, loss);
    }

    /** An address that answers again and again, though the block around it stands, is no longer part of it. */
    private void reopen(Sample s, Episode episode, double loss) {
        int row = times.row(s.leaf());
        if (verdicts.isException(episode, row, loss)) {
            NodeEvidence own = tree.at(s.leaf());
            if (own != null && own.sum() > 0) {
                tree.reopen(s.leaf(), times, episode.leak());
            }
        }
        if (row >= OpenParts.FEW && row <= NEWS && openParts(episode).areNews(records.of(episode))) {
            episode.markStale();
        }
    }

    /** What answers inside {@code episode}. */
    OpenParts openParts(Episode episode) {
        return new OpenParts(this, episode, settings);
    }

    /** Brings the blocks around {@code leaf} up to date with the evidence. */
    private void follow(int leaf, long at) {
        int piece = pieces.around(leaf);
        Episode episode = around(leaf);
        if (episode != null && verdicts.isLifted(episode, at)) {
            shapes.active().remove(episode.node());
            tree.clear(episode.node(), times);
            close(episode, at);
            return;
        }
        int standing = episode == null ? TargetTrie.NONE : episode.node();
        if (piece != standing) {
            shapes.reshape(higher(piece, standing), at);
        } else if (episode != null) {
            review(episode, at);
        }
    }

    private int higher(int a, int b) {
        if (a == TargetTrie.NONE || b == TargetTrie.NONE) {
            return a == TargetTrie.NONE ? b : a;
        }
        return trie.prefix(a).length() <= trie.prefix(b).length() ? a : b;
    }

    /** Confirms {@code episode} if that is due, and writes a new revision where there is news. */
    void review(Episode episode, long at) {
        NodeEvidence evidence = tree.at(episode.node());
        if (evidence == null) {
            return;
        }
        if (episode.confirmed() == null && verdicts.isConfirmed(episode.node(), evidence)) {
            episode.confirm(Instant.ofEpochMilli(at));
        }
        if (episode.confirmed() != null) {
            tree.hold(episode.node(), true);
        }
        Block before = records.of(episode);
        if (before == null || episode.isStale() || evidenceDoubled(before, episode)) {
            records.publish(writer.write(this, episode, evidence, before));
            episode.written();
        }
    }

    private static boolean evidenceDoubled(Block before, Episode episode) {
        return episode.tally().attempts() >= 2 * Math.max(1, before.observations());
    }

    /** Evidence for it is gone: it ended, was never true, or is part of another now. */
    void close(Episode episode, long at) {
        records.close(episode, around(episode.node()), Instant.ofEpochMilli(at));
    }

    /** What lies under {@code node} fails outside too: all that was counted there is void. */
    void voidUnder(int node, long at, long since) {
        Prefix out = trie.prefix(node);
        boolean stands = around(node) != null;
        for (Episode episode : List.copyOf(active())) {
            if (!out.overlaps(trie.prefix(episode.node()))) {
                continue;
            }
            if (episode.latest().toEpochMilli() < since) {
                // it was there long before: what fails now besides is no news of it
                stands = true;
                continue;
            }
            shapes.active().remove(episode.node());
            records.retract(episode, Instant.ofEpochMilli(at));
            tree.clear(episode.node(), times);
        }
        if (!stands) {
            tree.clear(node, times);
        }
    }

    void save(DataOutput out) throws IOException {
        tree.save(out);
        times.save(out);
        out.writeInt(active().size());
        for (Episode episode : active()) {
            episode.save(out);
        }
        records.save(out);
    }

    /** Takes up what {@link #save} wrote, into a network that has seen nothing yet. */
    void restore(DataInput in) throws IOException {
        tree = EvidenceTree.restore(in, trie, settings, enforced);
        pieces = new Pieces(trie, tree);
        times = LeafTimes.restore(in, trie.size());
        int episodes = Saved.count(in);
        for (int i = 0; i < episodes; i++) {
            Episode episode = Episode.restore(in, trie.size());
            shapes.active().put(episode.node(), episode);
        }
        records.restore(in);
    }
}
