package org.cordon.analysis.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cordon.analysis.prefix.Prefix;

/**
 * Which prefixes explain the evidence best? Each leaf brings its belief in nats, blocked against open. Calling a prefix
 * blocked gains the sum of the beliefs inside, open leaves counting against it, and costs a fixed price for naming it
 * (minimum description length; Rissanen, 1978): one /15 beats two /16 only if both halves are blocked, and one leaf that
 * answers does not tear a /10 apart unless it is worth the price of the pieces. One pass from the leaves up finds the best
 * set of disjoint prefixes.
 */
final class Shape {
    private final TargetTrie trie;
    private final IntToDoubleFunction belief;
    private final double price;

    private Shape(TargetTrie trie, IntToDoubleFunction belief, double price) {
        this.trie = trie;
        this.belief = belief;
        this.price = price;
    }

    /**
     * One chosen prefix.
     *
     * @param node of the trie; its prefix is the smallest that covers the leaves inside
     * @param gain sum of the beliefs inside less the price, in nats
     * @param except nodes inside under which everything answers
     */
    record Piece(int node, double gain, List<Integer> except) {}

    private record Best(double sum, double value, boolean seen, List<Piece> pieces) {}

    private static final Best NOTHING = new Best(0, 0, false, List.of());

    /**
     * The best set, in the order of the prefixes.
     *
     * @param belief of a leaf in nats; 0 where nothing is known
     */
    static List<Piece> find(TargetTrie trie, IntToDoubleFunction belief, double price) {
        Shape shape = new Shape(trie, belief, price);
        List<Piece> pieces = new ArrayList<>();
        for (int root : trie.roots()) {
            pieces.addAll(shape.best(root).pieces());
        }
        return pieces;
    }

    private Best best(int node) {
        if (node == TargetTrie.NONE) {
            return NOTHING;
        }
        if (trie.isLeaf(node)) {
            double sum = belief.applyAsDouble(node);
            return whole(node, new Best(sum, 0, sum != 0, List.of()));
        }
        Best zero = best(trie.child(node, 0));
        Best one = best(trie.child(node, 1));
        // where only one side has ever been seen, this node says no more than that side does
        if (!zero.seen() || !one.seen()) {
            return zero.seen() ? zero : one;
        }
        List<Piece> parts = new ArrayList<>(zero.pieces());
        parts.addAll(one.pieces());
        return whole(node, new Best(zero.sum() + one.sum(), zero.value() + one.value(), true, parts));
    }

    /** The node as one piece, if that is worth more than its parts. */
    private Best whole(int node, Best parts) {
        double value = parts.sum() - price;
        return value <= parts.value()
                ? parts
                : new Best(parts.sum(), value, true, List.of(new Piece(node, value, open(node))));
    }

    /** The highest nodes inside under which everything that is known answers. */
    private List<Integer> open(int node) {
        List<Integer> open = new ArrayList<>();
        collectOpen(node, open);
        return open;
    }

    /** Returns whether everything known under {@code node} answers; then the caller decides how far up that holds. */
    private boolean collectOpen(int node, List<Integer> open) {
        if (node == TargetTrie.NONE) {
            return true;
        }
        if (trie.isLeaf(node)) {
            boolean answers = belief.applyAsDouble(node) < 0;
            if (answers) {
                open.add(node);
            }
            return answers || belief.applyAsDouble(node) == 0;
        }
        int before = open.size();
        boolean both = collectOpen(trie.child(node, 0), open) & collectOpen(trie.child(node, 1), open);
        if (both && open.size() - before > 1) {
            open.subList(before, open.size()).clear();
            open.add(node);
        }
        return both;
    }

    /** The widest prefix around {@code node} that no answering leaf contradicts. */
    static Prefix widest(TargetTrie trie, IntToDoubleFunction belief, int node) {
        int at = node;
        while (trie.parent(at) != TargetTrie.NONE) {
            int above = trie.parent(at);
            int bit = trie.prefix(at).network().bit(trie.prefix(above).length());
            if (answers(trie, belief, trie.child(above, 1 - bit))) {
                return new Prefix(trie.prefix(at).network(), trie.prefix(above).length() + 1);
            }
            at = above;
        }
        return trie.prefix(at);
    }

    private static boolean answers(TargetTrie trie, IntToDoubleFunction belief, int node) {
        if (node == TargetTrie.NONE) {
            return false;
        }
        return trie.isLeaf(node)
                ? belief.applyAsDouble(node) < 0
                : answers(trie, belief, trie.child(node, 0)) || answers(trie, belief, trie.child(node, 1));
    }
}
