package org.cordon.analysis.detect;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderShare;
import org.jspecify.annotations.Nullable;

/** Turns a finding of {@link Shape} into the record that is published. */
final class BlockWriter {
    /** Least evidence that passes the alarm, on at least two sites and more than a third of the active ones. */
    static final String RULE = "tree-belief-1";

    private final DetectorSettings settings;
    private final TargetTrie trie;

    BlockWriter(DetectorSettings settings, TargetTrie trie) {
        this.settings = settings;
        this.trie = trie;
    }

    /** The record of {@code piece}, continuing {@code before} where there is one. */
    Block write(NetworkEvidence network, Shape.Piece piece, Optional<Block> before, Instant now) {
        Prefix cidr = trie.prefix(piece.node());
        Prefix widest = Shape.widest(trie, network::belief, piece.node());
        List<Prefix> except = piece.except().stream().map(trie::prefix).toList();
        Summary summary = network.summary(trie, piece.node());
        boolean enough = summary.sites() >= 2 && summary.sites() * 3 > network.activeSites();
        Block old = before.orElse(null);
        boolean confirmed = enough || (old != null && old.state() == BlockState.CONFIRMED);
        Instant detected = old == null ? now : old.detected();
        String id = old == null ? BlockBook.id(network.cc(), network.asn(), cidr, now) : old.id();
        // a block that grows or is refined keeps the begin that its first targets showed
        Instant started = old == null ? summary.start(now) : earlier(old.started(), summary.start(now));
        Instant earliest =
                old == null ? summary.earliestStart(now) : earlier(old.startedEarliest(), summary.earliestStart(now));
        Instant latest =
                old == null ? summary.latestStart(now) : earlier(old.startedLatest(), summary.latestStart(now));
        BigInteger addresses = cidr.addresses().subtract(PrefixSet.addresses(except));
        return new Block(
                1,
                id,
                old == null ? 1 : old.revision() + 1,
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
                new Block.Scope(null, null, summary.sites(), network.activeSites()),
                Set.of(summary.mechanism()),
                List.of(),
                List.of(),
                Cause.UNKNOWN,
                List.of(),
                confirmed ? BlockState.CONFIRMED : BlockState.SUSPECTED,
                confirmed ? null : "seen from " + summary.sites() + " of " + network.activeSites() + " active sites",
                started,
                earliest,
                latest,
                detected,
                confirmed ? (old == null || old.confirmed() == null ? now : old.confirmed()) : null,
                null,
                round(1 / (1 + Math.exp(-piece.gain()))),
                round(summary.hitRate()),
                settings.loss(),
                RULE,
                summary.attempts(),
                summary.probes(),
                summary.sites(),
                summary.targets(),
                addresses,
                shares(old, cidr, except, started),
                null);
    }

    private List<ProviderShare> shares(@Nullable Block old, Prefix cidr, List<Prefix> except, Instant when) {
        if (old != null && old.cidr().equals(cidr) && old.except().equals(except)) {
            return old.providers();
        }
        return settings.ranges() == null ? List.of() : settings.ranges().shares(cidr, except, when);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /** {@code block}, closed: it ended, was taken back, or became part of another. */
    static Block close(
            Block block, BlockState state, @Nullable String reason, @Nullable String mergedInto, Instant now) {
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
                block.cause(),
                block.causeEvidence(),
                state,
                reason,
                block.started(),
                block.startedEarliest(),
                block.startedLatest(),
                block.detected(),
                block.confirmed(),
                now,
                block.confidence(),
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

    /** Whether two revisions say the same to a reader: counts alone are no news until they have doubled. */
    static boolean sameNews(Block a, Block b) {
        return a.cidr().equals(b.cidr())
                && a.cidrAtMost().equals(b.cidrAtMost())
                && a.except().equals(b.except())
                && a.state() == b.state()
                && a.mechanisms().equals(b.mechanisms())
                && a.sites() == b.sites()
                && a.targets() == b.targets()
                && b.observations() < 2 * Math.max(1, a.observations());
    }
}
