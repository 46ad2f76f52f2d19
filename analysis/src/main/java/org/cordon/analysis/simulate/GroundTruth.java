package org.cordon.analysis.simulate;

import java.time.Instant;
import java.util.List;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What a detector should have found in a played scenario; {@code truth.json} of {@code simulate}.
 *
 * @param scenario its name
 * @param start begin of the observations, {@code end} their end
 * @param pairs what was blocked, by network and prefix
 * @param live addresses of targets that were alive throughout, with the time from which they were measured
 * @param cutOff what a network could not reach, others could, and no censor is behind
 */
public record GroundTruth(
        String scenario,
        long seed,
        Instant start,
        Instant end,
        List<Pair> pairs,
        List<LiveTarget> live,
        List<CutOff> cutOff) {

    /** Reads files that do not name {@code cutOff} yet as saying that there was nothing of it. */
    @SuppressWarnings("ConstantValue") // absent in such a file
    public GroundTruth {
        cutOff = cutOff == null ? List.of() : cutOff;
    }

    /** A lost route, or a server that turns the country away: from {@code started} to {@code ended} in one network. */
    public record CutOff(long asn, Prefix cidr, Instant started, Instant ended) {}

    /** An address that can tell a verdict from the truth from {@code since} on. */
    public record LiveTarget(Address ip, Instant since) {}

    /**
     * One (network, prefix) pair: a prefix that stood, during one time, in the smallest set of prefixes which covers the
     * network's blocks of one mechanism.
     *
     * @param sites how many the network has
     * @param except more specific prefixes inside that stay open
     * @param started when it came into force, {@code ended} when no longer (null: never)
     * @param fresh live targets inside that no other block held at {@code started}; 0: nothing new to see
     * @param freed live targets inside that no other block held at {@code ended}
     * @param leak largest share of attempts that pass
     * @param loss share of the network's attempts that fail on a working line without any block
     * @param perHour attempts an hour of this network on fresh targets that the block bears on, while it lasts, those that
     *     leak through included
     * @param oracle fold time of the fifth censored attempt from more than a third of the network's sites and at least two,
     *     all on fresh targets; null if it never came to that
     * @param liftOracle the same of successes on freed targets after {@code ended}
     * @param tries fold times of the first attempts on fresh targets after {@code started}, at most twelve
     */
    public record Pair(
            long asn,
            String cc,
            int sites,
            Prefix cidr,
            List<Prefix> except,
            Mechanism mechanism,
            List<Integer> ports,
            Instant started,
            @Nullable Instant ended,
            double leak,
            double loss,
            double perHour,
            int fresh,
            int freed,
            @Nullable Instant oracle,
            @Nullable Instant liftOracle,
            List<Instant> tries) {

        /** Whether it covers {@code address}. */
        public boolean covers(Address address) {
            return cidr.contains(address) && except.stream().noneMatch(p -> p.contains(address));
        }
    }
}
