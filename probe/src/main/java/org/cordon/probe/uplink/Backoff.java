package org.cordon.probe.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits longer after every failure, and never as long as everybody else: a collector that returns is not run over. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int DOUBLINGS = 7;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next pause: between half and all of 0.5 s, 1 s, 2 s … 64 s. */
    Duration next() {
        long full = FIRST.toMillis() << Math.min(failures++, DOUBLINGS);
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
