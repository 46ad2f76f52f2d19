package org.cordon.analysis.detect;

/**
 * What one target says at one moment.
 *
 * @param failing its own CUSUM; 0 where it answers
 * @param last when it answered last while nothing spoke for a block of it, {@code beforeLast} the time before
 */
record TargetSay(double failing, long last, long beforeLast) {

    static TargetSay of(LeafTimes times, EvidenceTree tree, int leaf) {
        NodeEvidence own = tree.at(leaf);
        return new TargetSay(own == null ? 0 : own.sum(), times.last(leaf), times.beforeLast(leaf));
    }

    /**
     * For a block that began at {@code since}, in nats. That it answered since then stands against it also when it fails
     * later: one loss beside a block does not make the block grow, a few failures do.
     *
     * @param once what one answer says against the block: it may be a leak
     * @param twice what two or more say: the target is open, an exception that must be named
     */
    double since(long since, double once, double twice) {
        if (last < since) {
            return failing;
        }
        return failing - (beforeLast < since ? once : twice);
    }
}
