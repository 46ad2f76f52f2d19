package org.cordon.analysis.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** The blocks that stand now in one network, and how they follow the prefixes that are chosen: grow, shrink, merge, part. */
final class Reshaping {
    private static final double CORE = 1e9;

    private final NetworkFold network;
    private final TargetTrie trie;
    private final Verdicts verdicts;
    private final Map<Integer, Episode> active = new TreeMap<>();

    Reshaping(NetworkFold network, Verdicts verdicts) {
        this.network = network;
        this.trie = network.trie();
        this.verdicts = verdicts;
    }

    /** Those that stand, by node. */
    Map<Integer, Episode> active() {
        return active;
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

    /** The chosen prefixes under {@code scope} have changed: which of them continues which block? */
    void reshape(int scope, long at) {
        List<Episode> before = release(scope);
        List<Integer> pieces = network.pieces().under(scope);
        List<Integer> unclaimed = new ArrayList<>(pieces);
        Map<Integer, Episode> heirs = new HashMap<>();
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
                settle(heir, piece, at);
                network.review(heir, at);
            } else {
                begin(piece, at);
            }
        }
        orphans.forEach(orphan -> network.close(orphan, at));
    }

    /** Takes the blocks under {@code scope} off their nodes, the oldest first. */
    private List<Episode> release(int scope) {
        Prefix around = trie.prefix(scope);
        List<Episode> before = new ArrayList<>();
        for (Episode episode : active.values()) {
            if (around.contains(trie.prefix(episode.node()))) {
                before.add(episode);
            }
        }
        before.sort(Comparator.comparing(Episode::detected).thenComparing(Episode::id));
        before.forEach(episode -> {
            active.remove(episode.node());
            network.tree().hold(episode.node(), false);
        });
        return before;
    }

    /** The piece that continues {@code episode}: that which it was before it grew, else the one with most evidence. */
    private @Nullable Integer claim(Episode episode, List<Integer> pieces) {
        Prefix own = trie.prefix(episode.node());
        Prefix core = episode.core() == TargetTrie.NONE ? own : trie.prefix(episode.core());
        Integer best = null;
        double most = -1;
        for (Integer piece : pieces) {
            NodeEvidence evidence = network.tree().at(piece);
            double value = evidence == null ? 0 : evidence.value();
            value += trie.prefix(piece).contains(core) ? CORE : 0;
            if (trie.prefix(piece).overlaps(own) && value > most) {
                best = piece;
                most = value;
            }
        }
        return best;
    }

    private void settle(Episode episode, int piece, long at) {
        int before = episode.node();
        boolean grows = trie.prefix(piece).length() < trie.prefix(before).length();
        episode.moveTo(piece, grows, at);
        active.put(piece, episode);
        NodeEvidence evidence = network.tree().at(piece);
        if (grows) {
            enclose(piece, before, evidence == null ? at : evidence.since());
        }
        if (grows && evidence != null) {
            episode.began(earliest(piece, evidence), Instant.ofEpochMilli(evidence.began()));
        }
    }

    private void begin(int piece, long at) {
        NodeEvidence evidence = network.tree().at(piece);
        if (evidence == null || !verdicts.isSuspect(piece, evidence)) {
            return;
        }
        Instant now = Instant.ofEpochMilli(at);
        String id = BlockIds.of(network.cc(), network.asn(), network.layer(), trie.prefix(piece), now);
        Episode episode =
                new Episode(id, piece, now, earliest(piece, evidence), Instant.ofEpochMilli(evidence.began()));
        episode.tally().addAll(evidence.tally());
        active.put(piece, episode);
        enclose(piece, TargetTrie.NONE, evidence.since());
        network.review(episode, at);
    }

    /**
     * From now on targets under {@code node}, not those under {@code known}, are judged by what they did since
     * {@code since}, or since the half of theirs that joined began to fail, if that was later.
     */
    private void enclose(int node, int known, long since) {
        if (node == TargetTrie.NONE || node == known) {
            return;
        }
        boolean around = known != TargetTrie.NONE && trie.prefix(node).contains(trie.prefix(known));
        if (!around) {
            NodeEvidence evidence = network.tree().at(node);
            restart(node, evidence == null ? since : Math.max(since, evidence.since()));
            return;
        }
        enclose(trie.child(node, 0), known, since);
        enclose(trie.child(node, 1), known, since);
    }

    private void restart(int node, long since) {
        if (node == TargetTrie.NONE) {
            return;
        }
        if (trie.isLeaf(node)) {
            network.times().restart(node, since);
            network.tree().enclose(node);
            return;
        }
        restart(trie.child(node, 0), since);
        restart(trie.child(node, 1), since);
    }

    /** The last success inside before the change; the change itself where there is none. */
    private Instant earliest(int node, NodeEvidence evidence) {
        long[] latest = {LeafTimes.NEVER};
        LeafTimes times = network.times();
        network.tree().forEachLeaf(node, leaf -> {
            long last = times.last(leaf);
            long before = last < evidence.began() ? last : times.beforeLast(leaf);
            latest[0] = before < evidence.began() ? Math.max(latest[0], before) : latest[0];
        });
        return Instant.ofEpochMilli(latest[0] == LeafTimes.NEVER ? evidence.began() : latest[0]);
    }
}
