package org.cordon.analysis.baseline;

import java.time.Instant;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/** A stream of observations written by hand: what a network or the outside gets from an address in a minute of the day. */
final class Stream {
    static final Instant START = Instant.parse("2026-03-20T00:00:00Z");
    static final long NETWORK = 12389;

    private final Baseline baseline;
    private int count;

    Stream(Baseline baseline) {
        this.baseline = baseline;
    }

    static Instant minute(long minute) {
        return START.plusSeconds(60 * minute);
    }

    static Instant hour(long hour) {
        return minute(60 * hour);
    }

    Stream outside(long minute, String ip, boolean answered) {
        baseline.accept(
                observation(minute, ip, answered).role(Role.CONTROL).asn(24940).build());
        return this;
    }

    Stream network(long minute, String ip, boolean answered) {
        baseline.accept(observation(minute, ip, answered).build());
        return this;
    }

    Stream offline(long minute, String ip) {
        baseline.accept(observation(minute, ip, false).mode(LinkMode.OFFLINE).build());
        return this;
    }

    private ObservationBuilder observation(long minute, String ip, boolean answered) {
        return new ObservationBuilder()
                .id("o" + count++)
                .probe("p")
                .cc("RU")
                .asn(NETWORK)
                .at(minute(minute))
                .test("tcp")
                .ip(Address.parse(ip))
                .port(443)
                .failure(answered ? null : Failure.GENERIC_TIMEOUT_ERROR);
    }
}
