package org.cordon.probe.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * When which address was last tried. Inside one run the tests and ports of an address follow each other at a short
 * distance; a later run keeps the long one, so that nobody is bothered often and no attempt falls into the minutes in
 * which a censor punishes an earlier one (residual censorship).
 */
public final class AddressSpacing {
    private final Map<Address, Last> last = new HashMap<>();

    private record Last(long nanos, int run) {}

    /** The earliest moment (in the engine's nanoseconds) at which run number {@code run} may try {@code address}. */
    long due(Address address, int run, Limits limits, long now) {
        Last before = last.get(address);
        if (before == null) {
            return now;
        }
        Duration distance = before.run == run ? limits.within() : limits.spacing();
        return before.nanos + distance.toNanos();
    }

    /** Notes an attempt and tells how long ago the one before it was. */
    @Nullable
    Duration tried(Address address, int run, long now) {
        Last before = last.put(address, new Last(now, run));
        return before == null ? null : Duration.ofNanos(now - before.nanos);
    }
}
