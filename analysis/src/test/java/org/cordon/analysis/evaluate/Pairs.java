package org.cordon.analysis.evaluate;

import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.GroundTruth;
import org.jspecify.annotations.Nullable;

/** Truths written by hand: a day, in which network 1 blocks prefixes between two hours. */
final class Pairs {
    static final Instant START = Instant.parse("2026-03-20T00:00:00Z");

    private final Prefix cidr;
    private double leak;
    private long from = 4;
    private @Nullable Instant ended;
    private List<Instant> tries = List.of();

    private Pairs(Prefix cidr) {
        this.cidr = cidr;
    }

    static Instant hour(double hour) {
        return START.plusMillis(Math.round(hour * 3_600_000));
    }

    static Pairs pair(String cidr) {
        return new Pairs(Prefix.parse(cidr));
    }

    static GroundTruth truth(List<GroundTruth.Pair> pairs, String... live) {
        return new GroundTruth(
                "by hand",
                1,
                START,
                hour(24),
                pairs,
                List.of(live).stream()
                        .map(ip -> new GroundTruth.LiveTarget(Address.parse(ip), START))
                        .toList(),
                List.of());
    }

    Pairs leak(double share) {
        leak = share;
        return this;
    }

    Pairs hours(long since, long until) {
        from = since;
        ended = hour(until);
        return this;
    }

    Pairs tries(double... hours) {
        tries = DoubleStream.of(hours).mapToObj(Pairs::hour).toList();
        return this;
    }

    /** The oracle is sure an hour after each change. */
    GroundTruth.Pair traffic(double loss, double perHour) {
        return new GroundTruth.Pair(
                1,
                "RU",
                3,
                cidr,
                List.of(),
                Mechanism.IP_DROP,
                List.of(),
                hour(from),
                ended,
                leak,
                loss,
                perHour,
                4,
                ended == null ? 0 : 4,
                hour(from + 1),
                ended == null ? null : ended.plusSeconds(3_600),
                tries);
    }

    GroundTruth.Pair build() {
        return traffic(0.01, 5);
    }
}
