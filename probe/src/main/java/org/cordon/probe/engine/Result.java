package org.cordon.probe.engine;

import java.time.Duration;
import java.time.Instant;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param at when it began
 * @param timeout the limit that it had, over all stages
 * @param sinceLast time since this probe last tried that address, or null if it never did
 * @param ip the address that it has to do with: the one contacted, or the one that a resolver named, or null
 */
public record Result(
        Attempt attempt,
        Instant at,
        Outcome outcome,
        Duration timeout,
        @Nullable Duration sinceLast,
        @Nullable Address ip) {

    /** About the address that was contacted. */
    public Result(Attempt attempt, Instant at, Outcome outcome, Duration timeout, @Nullable Duration sinceLast) {
        this(attempt, at, outcome, timeout, sinceLast, attempt.target().ip());
    }
}
