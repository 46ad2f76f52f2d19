package org.cordon.probe.nettest;

import org.cordon.analysis.targets.Target;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a nettest goes at a target. Those that differ in their arm are to be compared with each other.
 *
 * @param arm what differs, such as {@code target}, {@code neutral}, {@code none}; null where there is nothing to compare
 * @param host name that is asked for, or null
 * @param number 1, 2, … where the same thing is tried several times; 0 where it is not
 */
public record Variant(@Nullable String arm, @Nullable String host, int number) {

    /** The only way there is: the target as it stands in the list. */
    public static Variant only(Target target) {
        return new Variant(null, target.host(), 0);
    }
}
