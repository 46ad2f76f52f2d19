package org.cordon.analysis.detect;

import java.time.Duration;
import org.cordon.analysis.targets.ProviderRanges;
import org.jspecify.annotations.Nullable;

/**
 * The constants of the detector; docs/detection.md says where each comes from.
 *
 * @param leak share of attempts that pass an ordinary block all the same
 * @param loss share of attempts that fail on an ordinary link without any block
 * @param beliefBound how sure one target alone can make us, in nats; also how much must be unlearnt before a verdict turns
 * @param siteBound how much one site may say about one target, in nats
 * @param prefixPrice what naming one more prefix costs (minimum description length), in nats
 * @param alarm evidence beyond the price from which a prefix is published, in nats
 * @param pause least fold time between two looks at one network
 * @param siteMemory how long a site counts as active after its last attempt, in fold time
 * @param ranges whose the addresses are, or null to leave that out
 */
public record DetectorSettings(
        double leak,
        double loss,
        double beliefBound,
        double siteBound,
        double prefixPrice,
        double alarm,
        Duration pause,
        Duration siteMemory,
        @Nullable ProviderRanges ranges) {

    /** The published defaults, with the bundled provider ranges. */
    public static DetectorSettings defaults() {
        return new DetectorSettings(
                0.1, 0.02, 9, 4.5, 4, 10, Duration.ofSeconds(1), Duration.ofHours(12), ProviderRanges.bundled());
    }
}
