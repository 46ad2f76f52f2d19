package org.cordon.analysis.registry;

import java.time.Duration;
import java.time.Instant;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * How long a network took from the listing of a prefix to its enforcement. Negative where it enforced first: that
 * happens, as lists reach operators before they are published.
 *
 * @param listed the prefix in the register
 * @param block id of the block
 * @param atLeast shortest lag that the bounds allow, or null where nothing bounds it
 * @param atMost longest lag that the bounds allow, or null
 */
public record Lag(
        Prefix listed,
        String block,
        @Nullable Duration atLeast,
        @Nullable Duration atMost) {

    /** A lag known more exactly than this goes into summaries; half a day of doubt says nothing of minutes. */
    public static final Duration PRECISE = Duration.ofHours(2);

    static Lag of(Listing listing, Block block) {
        Instant notAfter = listing.listed().notAfter();
        Instant notBefore = listing.listed().notBefore();
        return new Lag(
                listing.prefix(),
                block.id(),
                notAfter == null ? null : Duration.between(notAfter, block.startedEarliest()),
                notBefore == null ? null : Duration.between(notBefore, block.startedLatest()));
    }

    /** Whether both bounds are known and lie at most {@link #PRECISE} apart. */
    public boolean isPrecise() {
        return atLeast != null && atMost != null && atMost.minus(atLeast).compareTo(PRECISE) <= 0;
    }

    /** Whether the network enforced before the listing, whatever the bounds. */
    public boolean isCertainlyNegative() {
        return atMost != null && atMost.isNegative();
    }

    /** The middle between the bounds. @throws IllegalStateException if one of them is unknown */
    public Duration middle() {
        if (atLeast == null || atMost == null) {
            throw new IllegalStateException("the lag of " + listed + " has no two bounds");
        }
        return atLeast.plus(atMost).dividedBy(2);
    }
}
