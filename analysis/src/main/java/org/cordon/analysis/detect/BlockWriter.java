package org.cordon.analysis.detect;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderShare;
import org.jspecify.annotations.Nullable;

/** Turns an episode into the record that is published. */
final class BlockWriter {
    /** CUSUM on every node, sites bounded, an outside view wanted, a leak learnt for each block; docs/detection.md. */
    static final String RULE = "tree-cusum-3";

    /** Nats that are taken off before evidence is read as log-odds, so that as many records are true as say so. */
    private static final double CONFIRMED = 3;

    private static final double SUSPECTED = 7;

    private static final double TAKEN_BACK = 0.05;

    private final DetectorSettings settings;

    BlockWriter(DetectorSettings settings) {
        this.settings = settings;
    }

    /** The next revision of {@code episode}'s record. */
    Block write(NetworkFold network, Episode episode, NodeEvidence evidence, @Nullable Block before) {
        TargetTrie trie = network.trie();
        OpenParts parts = network.openParts(episode);
        List<Prefix> except = parts.inside();
        Prefix cidr = trie.prefix(episode.node());
        Prefix widest = parts.widest();
        BigInteger addresses = cidr.addresses().subtract(PrefixSet.addresses(except));
        Tally tally = episode.tally();
        Instant confirmed = episode.confirmed();
        Means means = Means.of(network.layer(), tally);
        Instant started = between(episode.earliest(), episode.latest());
        int[] targets = {0};
        network.tree().forEachLeaf(episode.node(), leaf -> targets[0]++);
        return new Block(
                1,
                episode.id(),
                before == null ? 1 : before.revision() + 1,
                null,
                cidr,
                round(cidr.equals(widest) ? 1 : 1.0 / (1 + cidr.length() - widest.length())),
                cidr,
                widest,
                addresses,
                widest.addresses().subtract(PrefixSet.addresses(except)),
                except,
                network.asn(),
                network.cc(),
                new Block.Scope(null, null, evidence.speaking(), network.activeSites()),
                Set.of(means.mechanism()),
                means.ports(),
                List.of(),
                before == null ? Cause.UNKNOWN : before.cause(),
                before == null ? List.of() : before.causeEvidence(),
                confirmed != null ? BlockState.CONFIRMED : BlockState.SUSPECTED,
                confirmed != null
                        ? null
                        : "seen from " + evidence.speaking() + " of " + network.activeSites() + " active sites",
                started,
                episode.earliest(),
                episode.latest(),
                episode.detected(),
                confirmed,
                null,
                round(confidence(evidence, confirmed != null)),
                round(tally.hitRate()),
                settings.loss(),
                RULE,
                tally.attempts(),
                tally.probes(),
                tally.sites(),
                targets[0],
                addresses,
                shares(before, cidr, except, started),
                null);
    }

    private static Instant between(Instant earliest, Instant latest) {
        return earliest.plus(Duration.between(earliest, latest).dividedBy(2));
    }

    /** What is confirmed has survived tests that evidence alone does not show, and a leak that comes after takes nothing back. */
    private double confidence(NodeEvidence evidence, boolean confirmed) {
        double beyond = confirmed
                ? Math.max(evidence.bounded(), settings.confirm()) - settings.prefixPrice() - CONFIRMED
                : evidence.bounded() - settings.prefixPrice() - SUSPECTED;
        return 1 / (1 + Math.exp(-beyond));
    }

    private List<ProviderShare> shares(@Nullable Block old, Prefix cidr, List<Prefix> except, Instant when) {
        if (old != null && old.cidr().equals(cidr) && old.except().equals(except)) {
            return old.providers();
        }
        return settings.ranges() == null ? List.of() : settings.ranges().shares(cidr, except, when);
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /** {@code block}, with another word about who is behind it. */
    static Block judged(Block block, Cause cause, List<String> evidence) {
        return revised(
                block,
                block.mergedInto(),
                cause,
                evidence,
                block.state(),
                block.reason(),
                block.ended(),
                block.confidence());
    }

    /**
     * {@code block}, closed: it ended, was taken back, or became part of another, as sure as which it is then.
     *
     * @param heir that other; null: none
     */
    static Block close(Block block, BlockState state, @Nullable String reason, @Nullable Block heir, Instant now) {
        double confidence = heir == null ? block.confidence() : Math.max(block.confidence(), heir.confidence());
        return revised(
                block,
                heir == null ? null : heir.id(),
                block.cause(),
                block.causeEvidence(),
                state,
                reason,
                now,
                state == BlockState.RETRACTED ? Math.min(confidence, TAKEN_BACK) : confidence);
    }

    /** The next revision of {@code block}, which differs in nothing else. */
    private static Block revised(
            Block block,
            @Nullable String mergedInto,
            Cause cause,
            List<String> evidence,
            BlockState state,
            @Nullable String reason,
            @Nullable Instant ended,
            double confidence) {
        return new Block(
                block.v(),
                block.id(),
                block.revision() + 1,
                mergedInto,
                block.cidr(),
                block.cidrConfidence(),
                block.cidrAtLeast(),
                block.cidrAtMost(),
                block.addressesMin(),
                block.addressesMax(),
                block.except(),
                block.asn(),
                block.cc(),
                block.scope(),
                block.mechanisms(),
                block.ports(),
                block.hosts(),
                cause,
                evidence,
                state,
                reason,
                block.started(),
                block.startedEarliest(),
                block.startedLatest(),
                block.detected(),
                block.confirmed(),
                ended,
                confidence,
                block.hitRate(),
                block.baseline(),
                block.rule(),
                block.observations(),
                block.probes(),
                block.sites(),
                block.targets(),
                block.addresses(),
                block.providers(),
                block.collateral());
    }
}
