package org.cordon.analysis.registry;

import java.time.Instant;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * One prefix or address in one row of the register.
 *
 * @param listed when it appeared
 * @param removed when it went, or null where nothing says that it has
 */
public record Listing(
        Prefix prefix,
        RegisterEntry entry,
        TimeBounds listed,
        @Nullable TimeBounds removed) {

    /** What is known of a listing at some instant. */
    public enum State {
        NOT_YET,
        LISTED,
        LIFTED,
        /** The bounds do not say: it may have been listed, or lifted, at that instant. */
        UNCERTAIN
    }

    /** The state at {@code when}. Of a register older than {@code when} the last word counts. */
    public State at(Instant when) {
        if (listed.isAfter(when)) {
            return State.NOT_YET;
        }
        if (removed != null && removed.hasHappenedBy(when)) {
            return State.LIFTED;
        }
        boolean maybeRemoved = removed != null && !removed.isAfter(when);
        return maybeRemoved || !listed.hasHappenedBy(when) ? State.UNCERTAIN : State.LISTED;
    }

    /** Whether it stands for more than one address. */
    public boolean isSubnet() {
        return prefix.length() < prefix.family().bits();
    }

    Listing with(TimeBounds listedThen, @Nullable TimeBounds removedThen) {
        return new Listing(prefix, entry, listedThen, removedThen);
    }
}
