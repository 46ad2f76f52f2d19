package org.cordon.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** What stays reachable inside a block, and how wide the block may be. */
final class OpenParts {
    /** So many answers in a row may make an exception, if others beside it answer too. */
    static final int FEW = 2;

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
        this.enough = settings.open();
    }

    /** The set of prefixes that says in the fewest words what inside answers, in their order. */
    List<Prefix> inside() {
        return best(episode.node()).open().stream().map(trie::prefix).toList();
    }

    /** Whether {@code record} says otherwise; null: there is none yet. */
    boolean areNews(@Nullable Block record) {
        return record != null && !inside().equals(record.except());
    }

    /**
     * What is open under one node.
     *
     * @param all evidence that all of it is open, nats; negative: that it is not
     * @param named what the best set of exceptions is worth, less their price
     * @param open that set
     */
    private record Part(double all, double named, List<Integer> open) {
        static final Part NONE = new Part(0, 0, List.of());
    }

    /** One exception beats several wherever it costs less, also where nothing is known of what lies between them. */
    private Part best(int node) {
        if (node == TargetTrie.NONE) {
            return Part.NONE;
        }
        boolean leaf = trie.isLeaf(node);
        Part zero = leaf ? Part.NONE : best(trie.child(node, 0));
        Part one = leaf ? Part.NONE : best(trie.child(node, 1));
        double all = leaf ? says(node) : zero.all + one.all;
        double smaller = zero.named + one.named;
        if (all >= enough && all - enough >= smaller) {
            return new Part(all, all - enough, List.of(node));
        }
        if (zero.open.isEmpty() || one.open.isEmpty()) {
            return new Part(all, smaller, zero.open.isEmpty() ? one.open : zero.open);
        }
        List<Integer> both = new ArrayList<>(zero.open);
        both.addAll(one.open);
        return new Part(all, smaller, both);
    }

    /** What a target has said since the block began, for being open. */
    private double says(int leaf) {
        NodeEvidence evidence = network.tree().at(leaf);
        if (evidence != null) {
            return -evidence.parts();
        }
        LeafTimes times = network.times();
        long since = episode.since(trie, leaf);
        int most = times.beforeLast(leaf) >= since ? Integer.MAX_VALUE : times.last(leaf) >= since ? 1 : 0;
        return Math.min(most, times.row(leaf)) * perSuccess;
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
