package org.cordon.analysis.detect;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.ProviderShare;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis says of one (network, prefix, episode): the documented block format, version 1.
 *
 * @param v format version, 1
 * @param id deterministic; stays while the block is refined and after it ends
 * @param revision 1, 2, … with every change of the record
 * @param mergedInto the id of the block that this one became part of
 * @param cidr the inferred prefix
 * @param cidrConfidence probability that {@code cidr} is the exact prefix, 0–1
 * @param cidrAtLeast the smallest prefix that covers every blocked target seen
 * @param cidrAtMost the widest prefix that the reachable targets do not contradict
 * @param addressesMin size of {@code cidrAtLeast}
 * @param addressesMax size of {@code cidrAtMost}
 * @param except more specific prefixes inside that stay reachable
 * @param asn the network that enforces it
 * @param cc its country
 * @param scope which part of the network, and of how many sites
 * @param mechanisms by what means
 * @param ports ports it is limited to; empty: all that were tried
 * @param hosts names it is limited to; empty: all
 * @param cause who is behind it, {@code causeEvidence} the grounds
 * @param state how far the verdict has come, {@code reason} why it was retracted or is only suspected
 * @param started most likely begin, between {@code startedEarliest} and {@code startedLatest}
 * @param detected fold time of the observation whose processing first gave the state {@code suspected}
 * @param confirmed the same for {@code confirmed}
 * @param ended the same for {@code ended} or {@code retracted}
 * @param confidence posterior probability that the prefix is blocked, 0–1, calibrated
 * @param hitRate share of attempts inside that failed since {@code started}
 * @param baseline share expected to fail without a block
 * @param rule id of the rule that decided
 * @param observations attempts inside since {@code started}
 * @param probes distinct probes that made them; {@code sites} distinct sites; {@code targets} distinct addresses
 * @param addresses size of {@code cidr} less {@code except}
 * @param providers whose addresses they are
 * @param collateral which innocent services are inside
 */
public record Block(
        int v,
        String id,
        int revision,
        @Nullable String mergedInto,
        Prefix cidr,
        double cidrConfidence,
        Prefix cidrAtLeast,
        Prefix cidrAtMost,
        BigInteger addressesMin,
        BigInteger addressesMax,
        List<Prefix> except,
        long asn,
        String cc,
        Scope scope,
        Set<Mechanism> mechanisms,
        List<Integer> ports,
        List<String> hosts,
        Cause cause,
        List<String> causeEvidence,
        BlockState state,
        @Nullable String reason,
        Instant started,
        Instant startedEarliest,
        Instant startedLatest,
        Instant detected,
        @Nullable Instant confirmed,
        @Nullable Instant ended,
        double confidence,
        double hitRate,
        double baseline,
        String rule,
        long observations,
        int probes,
        int sites,
        int targets,
        BigInteger addresses,
        List<ProviderShare> providers,
        @Nullable Collateral collateral) {

    /** The order of every list of blocks: by network, then as they were found. */
    public static final Comparator<Block> ORDER =
            Comparator.comparingLong(Block::asn).thenComparing(Block::detected).thenComparing(Block::id);

    /** Which part of the network enforces it; {@code access} and {@code region} are null where all of it does. */
    public record Scope(@Nullable String access, @Nullable String region, int sitesBlocked, int sitesMeasured) {}

    /** The services inside: their number, their addresses, and the best known by name. */
    public record Collateral(int services, int addresses, List<String> named) {}
}
