package org.cordon.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;

/** What stays reachable inside a block, and how wide the block may be. */
final class OpenParts {
    private final NetworkFold network;
    private final TargetTrie trie;
    private final Episode episode;
    private final double perSuccess;
    private final double enough;

    OpenParts(NetworkFold network, Episode episode, DetectorSettings settings) {
        this.network = network;
        this.trie = network.trie();
        this.episode = episode;
        this.perSuccess = Math.log((1 - settings.loss()) / episode.leak());
        this.enough = settings.prefixPrice();
    }

    /** The highest nodes inside under which all that is known answers. */
    List<Integer> inside() {
        List<Integer> open = new ArrayList<>();
        collect(episode.node(), open);
        return open;
    }

    /** Returns whether nothing under {@code node} is known to be blocked; then the caller decides how far up that holds. */
    private boolean collect(int node, List<Integer> open) {
        if (node == TargetTrie.NONE) {
            return true;
        }
        if (trie.isLeaf(node)) {
            if (isOpen(node)) {
                open.add(node);
                return true;
            }
            return !isBlocked(node);
        }
        int before = open.size();
        boolean all = collect(trie.child(node, 0), open) & collect(trie.child(node, 1), open);
        if (all && open.size() - before > 1) {
            open.subList(before, open.size()).clear();
            open.add(node);
        }
        return all;
    }

    private boolean isBlocked(int leaf) {
        NodeEvidence evidence = network.tree().at(leaf);
        return evidence != null && evidence.sum() > 0;
    }

    /** Whether it has answered, since the block began, more often in a row than a leak would let it. */
    private boolean isOpen(int leaf) {
        boolean since = network.times().beforeLast(leaf) >= episode.latest().toEpochMilli();
        return since && !isBlocked(leaf) && network.times().row(leaf) * perSuccess >= enough;
    }

    /** The widest prefix around the block that no answering target contradicts. */
    Prefix widest() {
        int at = episode.node();
        while (trie.parent(at) != TargetTrie.NONE) {
            int above = trie.parent(at);
            int bit = trie.prefix(at).network().bit(trie.prefix(above).length());
            if (answers(trie.child(above, 1 - bit))) {
                return new Prefix(trie.prefix(at).network(), trie.prefix(above).length() + 1);
            }
            at = above;
        }
        return trie.prefix(at);
    }

    private boolean answers(int node) {
        if (node == TargetTrie.NONE) {
            return false;
        }
        if (trie.isLeaf(node)) {
            return network.times().last(node) >= episode.latest().toEpochMilli();
        }
        return answers(trie.child(node, 0)) || answers(trie.child(node, 1));
    }
}
