package org.cordon.analysis.detect;

import java.time.Duration;
import org.cordon.analysis.targets.ProviderRanges;
import org.jspecify.annotations.Nullable;

/**
 * The constants of the detector; docs/detection.md says where each comes from. Evidence is in nats.
 *
 * @param leak share of attempts that pass a block all the same, where nothing is known of the block yet
 * @param loss share of attempts that fail on an ordinary link without any block
 * @param prefixPrice what naming one more prefix costs (minimum description length)
 * @param suspect evidence from which a prefix is published as suspected
 * @param confirm evidence from which, with enough sites and an outside view, it is confirmed
 * @param siteMost how much one site may say for a block of one prefix
 * @param siteLeast how much one site may say against it
 * @param lift evidence from which a block is over
 * @param open evidence from which an address inside is an exception
 * @param siteMemory how long a site counts as active after its last attempt, in fold time
 * @param residual how long after a failure a repeated attempt above the connection says nothing new
 * @param recovery how long after the outside has seen a prefix fail failures there are nobody's fault
 * @param lateness how long after its attempt an observation may come in and still say something about now
 * @param ranges whose the addresses are, or null to leave that out
 */
public record DetectorSettings(
        double leak,
        double loss,
        double prefixPrice,
        double suspect,
        double confirm,
        double siteMost,
        double siteLeast,
        double lift,
        double open,
        Duration siteMemory,
        Duration residual,
        Duration recovery,
        Duration lateness,
        @Nullable ProviderRanges ranges) {

    /** The published defaults, with the bundled provider ranges. */
    public static DetectorSettings defaults() {
        return defaults(ProviderRanges.bundled());
    }

    /** The published defaults, with these ranges. */
    public static DetectorSettings defaults(@Nullable ProviderRanges ranges) {
        return new DetectorSettings(
                0.2,
                0.02,
                4,
                9,
                12,
                8,
                3,
                9.5,
                8,
                Duration.ofHours(12),
                Duration.ofMinutes(3),
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                ranges);
    }
}
