package org.cordon.probe.engine;

import java.time.Duration;

/**
 * Most that one run may spend. What it had no means for is not begun, and told.
 *
 * @param attempts connections
 * @param bytes on the wire, both ways, as far as they can be known (see {@link Spending})
 * @param time from the first attempt to the beginning of the last
 */
public record Budget(long attempts, long bytes, Duration time) {
    public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(36_500));

    public Budget {
        if (attempts < 1 || bytes < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a budget is above zero");
        }
    }
}
