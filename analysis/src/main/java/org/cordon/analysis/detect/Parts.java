package org.cordon.analysis.detect;

/**
 * What the parts of a prefix say together for one block of them all. Each target is a two-state chain, open or blocked, whose
 * log-odds move with every attempt and are bounded below by the price of an exception (a filter of a hidden Markov model with
 * rare changes): one that was open must fail a few times before it counts for a block around it, and one that answers costs
 * the block no more than naming it, however often it answers. So does a whole subtree: it is named once.
 */
final class Parts {
    private final TargetTrie trie;
    private final EvidenceTree tree;
    private final double exception;

    /** @param exception what naming an open prefix inside a block costs, nats */
    Parts(TargetTrie trie, EvidenceTree tree, double exception) {
        this.trie = trie;
        this.tree = tree;
        this.exception = exception;
    }

    /**
     * What {@code node} says for a block around it, in nats; negative: against it.
     *
     * @param answer what one answer says against the block
     */
    double say(int node, LeafTimes times, double answer) {
        if (node == TargetTrie.NONE) {
            return 0;
        }
        NodeEvidence evidence = tree.at(node);
        if (evidence != null) {
            return evidence.asPart();
        }
        if (trie.isLeaf(node)) {
            return bounded(-times.row(node) * answer);
        }
        double zero = say(trie.child(node, 0), times, answer);
        return isOpen(zero) ? zero : bounded(zero + say(trie.child(node, 1), times, answer));
    }

    /** Moves the log-odds of the target that {@code s} tried, before {@code times} knows of it. */
    void count(Sample s, NodeEvidence leaf, boolean isNew, LeafTimes times, double answer) {
        if (!s.success() || !leaf.tally().isContrast(s.port())) {
            double before = isNew ? bounded(-times.row(s.leaf()) * answer) : leaf.parts();
            leaf.parts(bounded(before + s.nats()));
        }
    }

    double bounded(double nats) {
        return Math.max(-exception, nats);
    }

    /** Whether what says so much looks like an exception. */
    boolean isOpen(double says) {
        return says <= -exception;
    }
}
