package org.cordon.probe.engine;

import java.time.Duration;

/**
 * The pace of a probe.
 *
 * @param connectsPerSecond new connections a second, at most; infinite where nothing bounds it
 * @param perNetwork new connections a second to one /24 (IPv6: /48), at most; infinite where nothing bounds it
 * @param inFlight connections at a time, at most
 * @param spacing time before a later run tries the same address again, at least
 * @param within time between two attempts at the same address inside one run, at least
 * @param connectTimeout how long a connection may take to come about
 * @param timeout how long everything after the connection may take, as a rule (a nettest may need more or less)
 * @param budget most that a run may spend
 */
public record Limits(
        double connectsPerSecond,
        double perNetwork,
        int inFlight,
        Duration spacing,
        Duration within,
        Duration connectTimeout,
        Duration timeout,
        Budget budget) {

    public Limits {
        if (!(connectsPerSecond > 0) || !(perNetwork > 0) || inFlight < 1) {
            throw new IllegalArgumentException("a rate and a number in flight are above zero");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than nothing");
        }
    }
}
