package org.cordon.analysis.detect;

import java.time.Instant;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of the same or nested prefixes across the networks of one country, as one event.
 *
 * @param id deterministic
 * @param cidr the widest prefix among the blocks
 * @param networks one entry for each block, by AS number, then start
 * @param networksMeasured networks of the country in which the prefix was measured
 * @param networksBlocking networks that block it now
 * @param started the earliest start; {@code ended} the latest end, null while any network still blocks
 */
public record Incident(
        int v,
        String id,
        Prefix cidr,
        String cc,
        List<Member> networks,
        int networksMeasured,
        int networksBlocking,
        Instant started,
        @Nullable Instant ended,
        Block.@Nullable Collateral collateral) {

    /** One network's part in it; {@code block} is the block's id. */
    public record Member(
            long asn,
            String block,
            Instant started,
            @Nullable Instant ended) {}
}
