package org.cordon.analysis.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant of which only bounds are known: it lies after or at {@code notBefore} and before or at {@code notAfter}. A
 * register that is published once an hour never says more.
 *
 * @param notBefore earliest possible instant; null: unknown
 * @param notAfter latest possible instant; null: unknown
 */
public record TimeBounds(
        @Nullable Instant notBefore, @Nullable Instant notAfter) {

    /** Nothing is known. */
    public static final TimeBounds UNKNOWN = new TimeBounds(null, null);

    public TimeBounds {
        if (notBefore != null && notAfter != null && notBefore.isAfter(notAfter)) {
            throw new IllegalArgumentException(notBefore + " is after " + notAfter);
        }
    }

    /** An instant that is known. */
    public static TimeBounds at(Instant instant) {
        return new TimeBounds(instant, instant);
    }

    /** Whether it has certainly happened at {@code when}. */
    public boolean hasHappenedBy(Instant when) {
        return notAfter != null && !notAfter.isAfter(when);
    }

    /** Whether it certainly has not yet happened at {@code when}. */
    public boolean isAfter(Instant when) {
        return notBefore != null && notBefore.isAfter(when);
    }

    /** Both bounds taken together; this one alone where they contradict each other. */
    public TimeBounds and(TimeBounds other) {
        Instant from = later(notBefore, other.notBefore);
        Instant to = earlier(notAfter, other.notAfter);
        return from != null && to != null && from.isAfter(to) ? this : new TimeBounds(from, to);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null || a.isAfter(b) ? a : b;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null || a.isBefore(b) ? a : b;
    }
}
