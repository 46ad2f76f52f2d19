package org.cordon.analysis.detect;

import java.time.Duration;
import java.time.Instant;

/** How much evidence it takes, in one network, to suspect a block, to confirm it, and to call it over. */
final class Verdicts {
    /** Share of the evidence otherwise needed that confirms what another network of the country blocks already. */
    private static final double POOLED = 0.65;

    /** Share of the evidence otherwise needed that ends what another network of the country has just lifted. */
    private static final double POOLED_LIFT = 0.55;

    /** Nine networks in ten follow a listing within two hours, 95 % within six (docs/detection.md). */
    private static final Duration FOLLOWING = Duration.ofHours(6);

    private final long asn;
    private final Layer layer;
    private final TargetTrie trie;
    private final DetectorSettings settings;
    private final OutsideView outside;
    private final ActiveSites sites;
    private final Neighbours neighbours;

    Verdicts(
            long asn,
            Layer layer,
            TargetTrie trie,
            DetectorSettings settings,
            OutsideView outside,
            ActiveSites sites,
            Neighbours neighbours) {
        this.asn = asn;
        this.layer = layer;
        this.trie = trie;
        this.settings = settings;
        this.outside = outside;
        this.sites = sites;
        this.neighbours = neighbours;
    }

    int activeSites() {
        return sites.count();
    }

    /** Whether the network has but one site: then there is nobody to hear besides. */
    boolean lonely() {
        return sites.count() <= 1;
    }

    /** How much one site may say for the end of a block. */
    double mostForLift() {
        return lonely() ? settings.lift() + 1 : settings.siteMost();
    }

    boolean isSuspect(int node, NodeEvidence evidence) {
        return evidence.bounded() >= needed(settings.suspect(), node);
    }

    boolean isConfirmed(int node, NodeEvidence evidence) {
        int speaking = evidence.speaking();
        return evidence.bounded() >= needed(settings.confirm(), node)
                && speaking >= 2
                && speaking * 3 > sites.count()
                && (!outside.exists() || outside.reachedSince(node, evidence.since()));
    }

    private double needed(double alone, int node) {
        return neighbours.block(asn, layer, node) ? POOLED * alone : alone;
    }

    /** Whether the block is over. */
    boolean isLifted(Episode episode, long at) {
        if (episode.lift() >= settings.lift()) {
            return true;
        }
        if (episode.lift() < POOLED_LIFT * settings.lift() || episode.liftSites() < 2 && !lonely()) {
            return false;
        }
        int node = episode.node();
        return neighbours.lifted(
                asn, layer, node, trie.prefix(node), Instant.ofEpochMilli(at).minus(FOLLOWING));
    }

    /** Whether an address inside that has answered {@code row} times in a row is an exception. */
    boolean isException(Episode episode, int row, double loss) {
        return -row * Evidence.ofSuccess(episode.leak(), loss) >= settings.open();
    }
}
