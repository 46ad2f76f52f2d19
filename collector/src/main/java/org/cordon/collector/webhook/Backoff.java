package org.cordon.collector.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: twice as long after each, up to a bound, half of it by chance. */
final class Backoff {
    private static final int DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** The wait after one more failure. @param asked what the receiver asked for; zero: nothing */
    Duration failed(Duration asked) {
        Duration wait = first.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
        wait = wait.compareTo(longest) < 0 ? wait : longest;
        Duration jittered = wait.dividedBy(2).plusNanos((long) (random.nextDouble() * wait.toNanos() / 2));
        Duration least = asked.compareTo(longest) < 0 ? asked : longest;
        return jittered.compareTo(least) < 0 ? least : jittered;
    }

    /** Failures in a row. */
    int failures() {
        return failures;
    }
}
