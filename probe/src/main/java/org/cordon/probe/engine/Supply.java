package org.cordon.probe.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hands attempts to the event loops, no faster than the limits of the run allow, all loops together. Safe for many
 * threads.
 */
final class Supply {
    private final Schedule schedule;
    private final Limits limits;
    private final Spending spending;
    private final TokenBucket bucket;
    private int inFlight;

    /** @param sinceLast time since this probe last tried that address, or null if it never did */
    record Departure(Attempt attempt, @Nullable Duration sinceLast) {}

    Supply(Schedule schedule, Limits limits, Spending spending, long now) {
        this.schedule = schedule;
        this.limits = limits;
        this.spending = spending;
        this.bucket = new TokenBucket(limits.connectsPerSecond(), now);
    }

    /** The next attempt, to be made at once and ended by {@link #landed}; null where none may be made now. */
    synchronized @Nullable Departure next(long now) {
        if (inFlight >= limits.inFlight() || spending.spent(now) != null || !bucket.has(now)) {
            return null;
        }
        Attempt attempt = schedule.poll(now);
        if (attempt == null) {
            return null;
        }
        bucket.take();
        spending.began();
        inFlight++;
        return new Departure(attempt, schedule.tried(attempt, now));
    }

    /** @param said bytes sent and received */
    synchronized void landed(long said) {
        inFlight--;
        spending.ended(said);
    }

    /** Nanoseconds until {@link #next} may have something; {@link Long#MAX_VALUE} where first something must land. */
    synchronized long nanosToNext(long now) {
        return inFlight >= limits.inFlight()
                ? Long.MAX_VALUE
                : Math.max(schedule.nanosToNext(now), bucket.nanosToNext());
    }

    /** Whether {@link #next} will never have anything again. */
    synchronized boolean isDry(long now) {
        return schedule.left() == 0 || spending.spent(now) != null;
    }

    /** Takes out an attempt that will not be made, or null where none is left. */
    synchronized @Nullable Attempt leftOver() {
        return schedule.discard();
    }
}
