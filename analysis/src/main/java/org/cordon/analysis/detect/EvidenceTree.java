package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * One network's CUSUM on every node of the prefix tree that has any evidence, and the set of prefixes that explains all of it
 * in the fewest words.
 *
 * <p>Calling a prefix blocked gains the evidence since its change point, open targets inside counting against it, and costs
 * a fixed price for naming it (minimum description length; Rissanen, 1978): one /15 beats two /16 only if both halves are
 * blocked. Each target that answers counts twice at most against one prefix: an open one costs likelihood, it does not veto,
 * else a censor need only let one known address pass to hide a /10. Values are kept along the path of each observation, so
 * the best set is known after every one of them, at a cost of the tree's depth.
 */
final class EvidenceTree {
    /** No censor cuts off more than that at once; whoever fails everywhere is offline. */
    private static final int WIDEST_V4 = 6;

    private static final int WIDEST_V6 = 16;

    /** What an open target costs the prefix around it, in prices: naming an exception is dearer than naming a prefix. */
    private static final double OPEN_TARGET = 1.6;

    /** What naming a prefix costs that another network of the country blocks already, in prices; two of them more than one new. */
    private static final double KNOWN = 0.65;

    private final TargetTrie trie;
    private final DetectorSettings settings;
    private final Enforced enforced;
    private final Parts parts;
    /** What an open target costs, nats. */
    private final double exception;

    private @Nullable NodeEvidence[] nodes = new NodeEvidence[0];
    private int used;

    /** @param enforced what the networks of the country hold, this one among them */
    EvidenceTree(TargetTrie trie, DetectorSettings settings, Enforced enforced) {
        this.trie = trie;
        this.settings = settings;
        this.enforced = enforced;
        this.exception = OPEN_TARGET * settings.prefixPrice();
        this.parts = new Parts(trie, this, exception);
    }

    /** Whether there is no evidence at all: then a success changes nothing. */
    boolean isEmpty() {
        return used == 0;
    }

    @Nullable
    NodeEvidence at(int node) {
        return node < nodes.length ? nodes[node] : null;
    }

    /**
     * Counts one attempt on every prefix around it. What a prefix knows is the sum of what its targets say since its change
     * point: one that fails says its own CUSUM; one that answers speaks against the block, twice at most.
     *
     * @param times when targets answered; brought up to date here
     * @param leak share of attempts that pass the block there, as far as it is known
     * @param lonely whether the network has but one site, whose say then is not bounded
     */
    void add(Sample s, LeafTimes times, double leak, boolean lonely) {
        if (s.success() && isSilent(s.leaf())) {
            times.answered(s.leaf(), s.at());
            return;
        }
        double answer = answer(leak);
        TargetSay before = TargetSay.of(times, this, s.leaf());
        move(s, times, answer);
        count(s.leaf(), s, s.nats(), lonely);
        rate(s.leaf(), times, answer);
        NodeEvidence own = at(s.leaf());
        if (!s.success()) {
            times.failed(s.leaf());
        } else if (own == null || own.sum() <= 0) {
            times.answered(s.leaf(), s.at());
        } else {
            times.leaked(s.leaf());
        }
        TargetSay after = TargetSay.of(times, this, s.leaf());
        for (int node = trie.parent(s.leaf()); node != TargetTrie.NONE; node = trie.parent(node)) {
            NodeEvidence evidence = at(node);
            long since = evidence == null || evidence.sum() <= 0 ? s.at() : evidence.since();
            double nats = after.since(since, answer, exception) - before.since(since, answer, exception);
            count(node, s, nats, lonely);
            rate(node, times, answer);
        }
    }

    /** What one answer says against a block. */
    private double answer(double leak) {
        return -Evidence.ofSuccess(leak, settings.loss());
    }

    private void move(Sample s, LeafTimes times, double answer) {
        NodeEvidence own = at(s.leaf());
        if (own != null) {
            parts.count(s, own, false, times, answer);
        } else if (!s.success()) {
            parts.count(s, create(s.leaf()), true, times, answer);
        }
    }

    /** Whether nothing speaks for a block on the path from {@code leaf}, or right beside it: then a success changes nothing. */
    private boolean isSilent(int leaf) {
        if (used == 0) {
            return true;
        }
        if (at(leaf) != null) {
            return false;
        }
        int below = leaf;
        for (int node = trie.parent(leaf); node != TargetTrie.NONE; node = trie.parent(node)) {
            if (at(node) != null) {
                return false;
            }
            // a node that came later than the evidence under it has not been rated yet
            int zero = trie.child(node, 0);
            if (best(zero == below ? trie.child(node, 1) : zero) > 0) {
                return false;
            }
            below = node;
        }
        return true;
    }

    private void count(int node, Sample s, double nats, boolean lonely) {
        NodeEvidence evidence = at(node);
        if (!s.success()) {
            evidence = evidence == null ? create(node) : evidence;
            evidence.add(s, nats, settings, lonely);
        } else if (evidence != null && evidence.sum() > 0 && nats < 0) {
            if (evidence.tally().isContrast(s.port())) {
                evidence.tally().add(s);
            } else {
                evidence.add(s, nats, settings, lonely);
            }
        }
    }

    private NodeEvidence create(int node) {
        if (node >= nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(trie.size(), node + 1));
        }
        NodeEvidence evidence = new NodeEvidence();
        nodes[node] = evidence;
        used++;
        return evidence;
    }

    private void rate(int node, LeafTimes times, double answer) {
        boolean leaf = trie.isLeaf(node);
        double smallerZero = best(trie.child(node, 0));
        double smallerOne = best(trie.child(node, 1));
        NodeEvidence evidence = at(node);
        if (evidence == null) {
            if (smallerZero + smallerOne <= 0) {
                return;
            }
            evidence = create(node);
        }
        // what was cut off one after the other is one prefix now, though no single change explains all of it
        double zero = leaf || settled(node, 0, 1) ? 0 : parts.say(trie.child(node, 0), times, answer);
        double one = leaf || settled(node, 1, 0) ? 0 : parts.say(trie.child(node, 1), times, answer);
        if (!leaf) {
            evidence.parts(parts.bounded(zero + one));
        }
        boolean narrows = smallerZero <= 0 && parts.isOpen(zero) || smallerOne <= 0 && parts.isOpen(one);
        boolean lopsided =
                Math.min(smallerZero, smallerOne) <= 0 && Math.max(smallerZero, smallerOne) >= NodeEvidence.SURE;
        evidence.rate(smallerZero + smallerOne, zero + one, narrows, lopsided, price(node, evidence));
        if (evidence.isEmpty()) {
            forget(node);
        }
    }

    /** Whether half {@code bit}, in which nothing fails, can change nothing any more, since the {@code other} is open: mostly so. */
    private boolean settled(int node, int bit, int other) {
        int silent = trie.child(node, bit);
        int open = trie.child(node, other);
        if (silent == TargetTrie.NONE || open == TargetTrie.NONE || at(silent) != null) {
            return false;
        }
        NodeEvidence evidence = at(open);
        return evidence != null && evidence.best() <= 0 && parts.isOpen(evidence.asPart());
    }

    private double price(int node, NodeEvidence evidence) {
        if (!mayBeBlocked(node)) {
            return Double.MAX_VALUE;
        }
        return enforced.elsewhere(node, evidence.isHeld()) ? KNOWN * settings.prefixPrice() : settings.prefixPrice();
    }

    private double best(int node) {
        NodeEvidence evidence = node == TargetTrie.NONE ? null : at(node);
        return evidence == null ? 0 : evidence.best();
    }

    private boolean mayBeBlocked(int node) {
        Prefix prefix = trie.prefix(node);
        return prefix.length() >= (prefix.family() == Family.IPV4 ? WIDEST_V4 : WIDEST_V6);
    }

    /** Says whether {@code node} is a confirmed block. */
    void hold(int node, boolean confirmed) {
        NodeEvidence evidence = at(node);
        if (evidence != null && evidence.isHeld() != confirmed) {
            evidence.hold(confirmed);
            enforced.add(node, confirmed ? 1 : -1);
        }
    }

    private void forget(int node) {
        hold(node, false);
        nodes[node] = null;
        used--;
    }

    /** Addresses under {@code node} that have evidence of their own. */
    void forEachLeaf(int node, IntConsumer action) {
        if (node == TargetTrie.NONE) {
            return;
        }
        if (trie.isLeaf(node)) {
            if (at(node) != null) {
                action.accept(node);
            }
            return;
        }
        forEachLeaf(trie.child(node, 0), action);
        forEachLeaf(trie.child(node, 1), action);
    }

    /** The block around {@code leaf} is known now: that it was open before speaks no longer against it. */
    void enclose(int leaf) {
        NodeEvidence own = at(leaf);
        if (own != null) {
            own.parts(Math.max(own.parts(), own.sum()));
        }
    }

    /**
     * The target answers again, though what lies around it may not: from now on it speaks against a block around it.
     *
     * @param leak share of attempts that pass that block
     */
    void reopen(int leaf, LeafTimes times, double leak) {
        double answer = answer(leak);
        TargetSay before = TargetSay.of(times, this, leaf);
        forget(leaf);
        TargetSay after = TargetSay.of(times, this, leaf);
        for (int node = trie.parent(leaf); node != TargetTrie.NONE; node = trie.parent(node)) {
            NodeEvidence evidence = at(node);
            if (evidence != null) {
                long since = evidence.since();
                evidence.takeBack(before.since(since, answer, exception) - after.since(since, answer, exception));
            }
            rate(node, times, answer);
        }
    }

    /** Forgets all evidence at and under {@code node}, and takes it out of what lies around. */
    void clear(int node, LeafTimes times) {
        NodeEvidence evidence = at(node);
        if (evidence == null) {
            return;
        }
        double sum = evidence.sum();
        clearUnder(node);
        for (int above = trie.parent(node); above != TargetTrie.NONE; above = trie.parent(above)) {
            NodeEvidence around = at(above);
            if (around != null) {
                around.takeBack(sum);
            }
            rate(above, times, answer(settings.leak()));
        }
    }

    private void clearUnder(int node) {
        if (node == TargetTrie.NONE) {
            return;
        }
        if (at(node) != null) {
            forget(node);
        }
        clearUnder(trie.child(node, 0));
        clearUnder(trie.child(node, 1));
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(used);
        for (int node = 0; node < nodes.length; node++) {
            NodeEvidence evidence = nodes[node];
            if (evidence != null) {
                out.writeInt(node);
                evidence.save(out);
            }
        }
    }

    static EvidenceTree restore(DataInput in, TargetTrie trie, DetectorSettings settings, Enforced enforced)
            throws IOException {
        EvidenceTree tree = new EvidenceTree(trie, settings, enforced);
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            int node = Saved.index(in, trie.size());
            tree.create(node);
            NodeEvidence evidence = NodeEvidence.restore(in);
            tree.nodes[node] = evidence;
            if (evidence.isHeld()) {
                enforced.add(node, 1);
            }
        }
        return tree;
    }
}
