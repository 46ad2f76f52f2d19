package org.cordon.analysis.detect;

/**
 * What one target says at one moment.
 *
 * @param failing its own CUSUM; 0 where it answers
 * @param last when it answered last in its present row of successes, {@code beforeLast} the time before; never where a
 *     failure came after
 */
record TargetSay(double failing, long last, long beforeLast) {

    static TargetSay of(LeafTimes times, EvidenceTree tree, int leaf) {
        NodeEvidence own = tree.at(leaf);
        int row = times.row(leaf);
        return new TargetSay(
                own == null ? 0 : own.sum(),
                row >= 1 ? times.last(leaf) : LeafTimes.NEVER,
                row >= 2 ? times.beforeLast(leaf) : LeafTimes.NEVER);
    }

    /** In nats for a block that began at {@code since}; @param against what one success says against it */
    double since(long since, double against) {
        if (failing > 0) {
            return failing;
        }
        return -against * ((last >= since ? 1 : 0) + (beforeLast >= since ? 1 : 0));
    }
}
