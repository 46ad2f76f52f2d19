package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** One network at one layer: its evidence, the blocks that it has now, and all that it ever had. */
final class NetworkFold {
    private final String cc;
    private final long asn;
    private final Layer layer;
    private final TargetTrie trie;
    private final DetectorSettings settings;
    private final OutsideView outside;
    private final ActiveSites sites;
    private final BlockWriter writer;
    private final Listener listener;
    private EvidenceTree tree;
    private LeafTimes times = new LeafTimes();
    private final Map<Integer, Episode> active = new TreeMap<>();
    private final Map<String, Block> blocks = new TreeMap<>();

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
            OutsideView outside,
            ActiveSites sites,
            BlockWriter writer,
            Listener listener) {
        this.cc = cc;
        this.asn = asn;
        this.layer = layer;
        this.trie = trie;
        this.settings = settings;
        this.outside = outside;
        this.sites = sites;
        this.writer = writer;
        this.listener = listener;
        this.tree = new EvidenceTree(trie, settings);
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

    Collection<Block> blocks() {
        return blocks.values();
    }

    Collection<Episode> active() {
        return active.values();
    }

    EvidenceTree tree() {
        return tree;
    }

    LeafTimes times() {
        return times;
    }

    int activeSites() {
        return sites.count();
    }

    /** The block that {@code leaf} lies in now; null: none. */
    @Nullable
    Episode around(int leaf) {
        if (!active.isEmpty()) {
            for (int node = leaf; node != TargetTrie.NONE; node = trie.parent(node)) {
                Episode episode = active.get(node);
                if (episode != null) {
                    return episode;
                }
            }
        }
        return null;
    }

    /** Counts one attempt. @param loss of the probe that made it */
    void add(Sample s, double loss) {
        boolean lonely = sites.count() <= 1;
        if (s.success() && tree.isEmpty() && active.isEmpty()) {
            times.answered(s.leaf(), s.at());
            return;
        }
        tree.add(s, times, lonely);
        Episode episode = around(s.leaf());
        if (episode != null && s.success()) {
            episode.succeeded(s, times.row(s.leaf()), loss, lonely ? settings.lift() + 1 : settings.siteMost());
            reopen(s, episode, loss);
        } else if (episode != null) {
            episode.failed(s, s.nats());
        }
        follow(s.leaf(), s.at());
    }

    /** An address that answers again and again, though the block around it stands, is no longer part of it. */
    private void reopen(Sample s, Episode episode, double loss) {
        double open = times.row(s.leaf()) * Math.log((1 - loss) / episode.leak());
        if (open >= settings.prefixPrice()) {
            NodeEvidence own = tree.at(s.leaf());
            if (own != null && own.sum() > 0) {
                tree.reopen(s.leaf(), times);
                episode.markStale();
            } else if (times.row(s.leaf()) <= 8) {
                episode.markStale();
            }
        }
    }

    /** Brings the blocks around {@code leaf} up to date with the evidence. */
    private void follow(int leaf, long at) {
        int piece = tree.piece(leaf);
        Episode episode = around(leaf);
        if (episode != null && episode.lift() >= settings.lift()) {
            end(episode, at);
            return;
        }
        int standing = episode == null ? TargetTrie.NONE : episode.node();
        if (piece == TargetTrie.NONE && standing == TargetTrie.NONE) {
            return;
        }
        if (piece != standing) {
            reshape(higher(piece, standing), at);
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

    /** The chosen prefixes under {@code scope} have changed: which of them continues which block? */
    private void reshape(int scope, long at) {
        Prefix around = trie.prefix(scope);
        List<Episode> before = new ArrayList<>();
        for (Episode episode : active.values()) {
            if (around.contains(trie.prefix(episode.node()))) {
                before.add(episode);
            }
        }
        before.sort(Comparator.comparing(Episode::detected).thenComparing(Episode::id));
        before.forEach(episode -> active.remove(episode.node()));
        Map<Integer, Episode> heirs = new HashMap<>();
        List<Integer> pieces = tree.pieces(scope);
        List<Integer> unclaimed = new ArrayList<>(pieces);
        List<Episode> orphans = new ArrayList<>();
        for (Episode episode : before) {
            Integer claimed = claim(episode, unclaimed);
            if (claimed == null) {
                orphans.add(episode);
            } else {
                unclaimed.remove(claimed);
                heirs.put(claimed, episode);
            }
        }
        for (int piece : pieces) {
            Episode heir = heirs.get(piece);
            if (heir != null) {
                settle(heir, piece);
                review(heir, at);
            } else {
                begin(piece, at);
            }
        }
        orphans.forEach(orphan -> close(orphan, at));
    }

    private @Nullable Integer claim(Episode episode, List<Integer> pieces) {
        Prefix own = trie.prefix(episode.node());
        for (Integer piece : pieces) {
            if (trie.prefix(piece).overlaps(own)) {
                return piece;
            }
        }
        return null;
    }

    private void settle(Episode episode, int piece) {
        boolean grows =
                trie.prefix(piece).length() < trie.prefix(episode.node()).length();
        episode.moveTo(piece);
        active.put(piece, episode);
        NodeEvidence evidence = tree.at(piece);
        if (grows && evidence != null) {
            episode.began(earliest(piece, evidence), Instant.ofEpochMilli(evidence.began()));
        }
    }

    private void begin(int piece, long at) {
        NodeEvidence evidence = tree.at(piece);
        if (evidence == null || evidence.bounded() < settings.suspect()) {
            return;
        }
        Instant now = Instant.ofEpochMilli(at);
        String id = BlockIds.of(cc, asn, layer, trie.prefix(piece), now);
        Episode episode =
                new Episode(id, piece, now, earliest(piece, evidence), Instant.ofEpochMilli(evidence.began()));
        episode.tally().addAll(evidence.tally());
        active.put(piece, episode);
        review(episode, at);
    }

    /** The last success inside before the change; the change itself where there is none. */
    private Instant earliest(int node, NodeEvidence evidence) {
        long[] latest = {LeafTimes.NEVER};
        tree.forEachLeaf(node, leaf -> {
            long last = times.last(leaf);
            long before = last < evidence.began() ? last : times.beforeLast(leaf);
            latest[0] = before < evidence.began() ? Math.max(latest[0], before) : latest[0];
        });
        return Instant.ofEpochMilli(latest[0] == LeafTimes.NEVER ? evidence.began() : latest[0]);
    }

    private void review(Episode episode, long at) {
        NodeEvidence evidence = tree.at(episode.node());
        if (evidence == null) {
            return;
        }
        Instant now = Instant.ofEpochMilli(at);
        if (episode.confirmed() == null && isConfirmed(episode, evidence)) {
            episode.confirm(now);
        }
        Block before = blocks.get(episode.id());
        if (before == null || episode.isStale() || evidenceDoubled(before, episode)) {
            publish(writer.write(this, episode, evidence, before));
            episode.written();
        }
    }

    private static boolean evidenceDoubled(Block before, Episode episode) {
        return episode.tally().attempts() >= 2 * Math.max(1, before.observations());
    }

    private boolean isConfirmed(Episode episode, NodeEvidence evidence) {
        int speaking = evidence.speaking();
        return evidence.bounded() >= settings.confirm()
                && speaking >= 2
                && speaking * 3 > sites.count()
                && (!outside.exists() || outside.reachedSince(episode.node(), evidence.since()));
    }

    private void end(Episode episode, long at) {
        active.remove(episode.node());
        tree.clear(episode.node());
        close(episode, at);
    }

    /** Evidence for it is gone: it ended, was never true, or is part of another now. */
    private void close(Episode episode, long at) {
        Block before = blocks.get(episode.id());
        if (before == null) {
            return;
        }
        Instant now = Instant.ofEpochMilli(at);
        Episode heir = around(episode.node());
        if (heir != null) {
            publish(BlockWriter.close(before, BlockState.ENDED, null, heir.id(), now));
        } else if (episode.confirmed() != null) {
            publish(BlockWriter.close(before, BlockState.ENDED, null, null, now));
        } else {
            publish(BlockWriter.close(
                    before, BlockState.RETRACTED, "the targets answered before it was confirmed", null, now));
        }
    }

    /** What lies under {@code node} fails outside too: all that was counted there is void. */
    void voidUnder(int node, long at, long since) {
        Prefix out = trie.prefix(node);
        for (Episode episode : List.copyOf(active.values())) {
            boolean recent = episode.latest().toEpochMilli() >= since;
            if (recent && out.overlaps(trie.prefix(episode.node()))) {
                active.remove(episode.node());
                Block before = blocks.get(episode.id());
                if (before != null) {
                    publish(BlockWriter.close(
                            before,
                            BlockState.RETRACTED,
                            "what is inside could not be reached from outside either",
                            null,
                            Instant.ofEpochMilli(at)));
                }
                tree.clear(episode.node());
            }
        }
        if (around(node) == null) {
            tree.clear(node);
        }
    }

    /** The newest revisions of the blocks that stand now. */
    List<Block> activeBlocks() {
        List<Block> standing = new ArrayList<>();
        for (Episode episode : active.values()) {
            Block block = blocks.get(episode.id());
            if (block != null) {
                standing.add(block);
            }
        }
        return standing;
    }

    /** Says anew who is behind {@code block}; returns the new revision. */
    Block judge(Block block, Cause cause, List<String> evidence) {
        Block judged = BlockWriter.judged(block, cause, evidence);
        blocks.put(judged.id(), judged);
        return judged;
    }

    private void publish(Block block) {
        Block before = blocks.put(block.id(), block);
        if (!block.equals(before)) {
            listener.changed(this, block);
        }
    }

    TargetTrie trie() {
        return trie;
    }

    void save(DataOutput out) throws IOException {
        tree.save(out);
        times.save(out);
        out.writeInt(active.size());
        for (Episode episode : active.values()) {
            episode.save(out);
        }
        out.writeInt(blocks.size());
        for (Block block : blocks.values()) {
            SavedBlock.write(out, block);
        }
    }

    /** Takes up what {@link #save} wrote, into a network that has seen nothing yet. */
    void restore(DataInput in) throws IOException {
        tree = EvidenceTree.restore(in, trie, settings);
        times = LeafTimes.restore(in, trie.size());
        int episodes = Saved.count(in);
        for (int i = 0; i < episodes; i++) {
            Episode episode = Episode.restore(in, trie.size());
            active.put(episode.node(), episode);
        }
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            Block block = SavedBlock.read(in);
            blocks.put(block.id(), block);
        }
    }
}
