package org.cordon.analysis.detect;

import org.cordon.analysis.prefix.Prefix;

/**
 * How far one network can speak of one prefix.
 *
 * @param asn the network, of the country {@code cc}
 * @param prefix what was asked about
 * @param status what is known of it
 * @param targets addresses inside that the network has tried
 * @param sites of the network that are active
 */
public record Coverage(long asn, String cc, Prefix prefix, Status status, int targets, int sites) {
    /** Targets from which on an edge can be told from a dead host. */
    private static final int ENOUGH_TARGETS = 2;

    /** What is known. */
    public enum Status {
        /** It answers. */
        OPEN,
        /** A confirmed block covers it or a part of it. */
        BLOCKED,
        /** Too few sites or targets speak: no verdict could be confirmed. */
        INSUFFICIENT,
        /** No control has ever reached anything inside: an outage could not be told from a block. */
        NO_CONTROL,
        /** Nothing inside has been tried from there. */
        UNMEASURED
    }

    /** @param node of the trie that holds what of {@code prefix} has targets, or {@link TargetTrie#NONE} */
    static Coverage of(NetworkFold network, Prefix prefix, int node, OutsideView outside) {
        int targets = node == TargetTrie.NONE ? 0 : targets(network, node);
        return new Coverage(
                network.asn(),
                network.cc(),
                prefix,
                status(network, prefix, node, targets, outside),
                targets,
                network.activeSites());
    }

    private static Status status(NetworkFold network, Prefix prefix, int node, int targets, OutsideView outside) {
        if (isBlocked(network, prefix)) {
            return Status.BLOCKED;
        }
        if (targets == 0) {
            return Status.UNMEASURED;
        }
        if (!outside.reaches(node)) {
            return Status.NO_CONTROL;
        }
        return targets < ENOUGH_TARGETS || network.activeSites() < 2 ? Status.INSUFFICIENT : Status.OPEN;
    }

    private static boolean isBlocked(NetworkFold network, Prefix prefix) {
        return network.active().stream()
                .anyMatch(episode -> episode.confirmed() != null
                        && network.trie().prefix(episode.node()).overlaps(prefix));
    }

    private static int targets(NetworkFold network, int node) {
        if (node == TargetTrie.NONE) {
            return 0;
        }
        TargetTrie trie = network.trie();
        return trie.isLeaf(node)
                ? network.times().knows(node) ? 1 : 0
                : targets(network, trie.child(node, 0)) + targets(network, trie.child(node, 1));
    }
}
