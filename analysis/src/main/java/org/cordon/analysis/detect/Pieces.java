package org.cordon.analysis.detect;

import java.util.ArrayList;
import java.util.List;

/** The prefixes that explain one network's evidence best: no other set is worth more, and none of them lies in another. */
final class Pieces {
    private final TargetTrie trie;
    private final EvidenceTree tree;

    Pieces(TargetTrie trie, EvidenceTree tree) {
        this.trie = trie;
        this.tree = tree;
    }

    /** The chosen prefix that {@code leaf} lies in, or {@link TargetTrie#NONE}. */
    int around(int leaf) {
        int top = TargetTrie.NONE;
        for (int node = leaf; node != TargetTrie.NONE; node = trie.parent(node)) {
            NodeEvidence evidence = tree.at(node);
            if (evidence != null && evidence.whole()) {
                top = node;
            }
        }
        return top;
    }

    /** The chosen prefixes at or under {@code scope}, which lies inside no chosen one, in their order. */
    List<Integer> under(int scope) {
        List<Integer> pieces = new ArrayList<>();
        collect(scope, pieces);
        return pieces;
    }

    private void collect(int node, List<Integer> pieces) {
        NodeEvidence evidence = node == TargetTrie.NONE ? null : tree.at(node);
        if (evidence == null || evidence.best() <= 0) {
            return;
        }
        if (evidence.whole()) {
            pieces.add(node);
            return;
        }
        collect(trie.child(node, 0), pieces);
        collect(trie.child(node, 1), pieces);
    }
}
