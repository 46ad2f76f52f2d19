package org.cordon.probe.engine;

import java.time.Duration;
import java.time.Instant;
import org.cordon.analysis.observation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param at when it began
 * @param timeout the limit that it had, over all stages
 * @param sinceLast time since this probe last tried that address, or null if it never did
 */
public record Result(
        Attempt attempt,
        Instant at,
        Outcome outcome,
        Duration timeout,
        @Nullable Duration sinceLast) {}
