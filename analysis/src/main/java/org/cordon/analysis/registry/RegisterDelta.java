package org.cordon.analysis.registry;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;

/**
 * What changed from one edition to the next.
 *
 * @param happened when: between the two editions
 * @param added prefixes that only the newer lists, with all their rows
 * @param removed prefixes that only the older lists; unknown, not gone, where the newer is truncated
 * @param spaceAdded the space that only the newer covers: a subnet that was added inside a listed one adds none
 * @param spaceRemoved the space that only the older covers
 * @param removalsCertain whether the newer edition is complete
 */
public record RegisterDelta(
        TimeBounds happened,
        List<Listing> added,
        List<Listing> removed,
        List<Prefix> spaceAdded,
        List<Prefix> spaceRemoved,
        boolean removalsCertain) {

    /** Compares two editions. */
    public static RegisterDelta between(Register older, Register newer) {
        List<Prefix> before = older.prefixes();
        List<Prefix> after = newer.prefixes();
        return new RegisterDelta(
                when(older, newer),
                missingFrom(older, newer),
                missingFrom(newer, older),
                PrefixSet.difference(after, before),
                PrefixSet.difference(before, after),
                !newer.truncated());
    }

    /** Distinct addresses that only the newer covers. */
    public BigInteger addressesAdded() {
        return PrefixSet.addresses(spaceAdded);
    }

    /** Distinct addresses that only the older covers. */
    public BigInteger addressesRemoved() {
        return PrefixSet.addresses(spaceRemoved);
    }

    private static TimeBounds when(Register older, Register newer) {
        boolean ordered = older.edition().isEmpty()
                || newer.edition().isEmpty()
                || !older.edition().get().isAfter(newer.edition().get());
        if (!ordered) {
            throw new IllegalArgumentException(
                    "the older edition, of " + older.edition().get() + ", is younger than the newer, of "
                            + newer.edition().get());
        }
        return new TimeBounds(older.edition().orElse(null), newer.edition().orElse(null));
    }

    /** The listings of {@code there} whose prefix {@code here} does not list. */
    private static List<Listing> missingFrom(Register here, Register there) {
        List<Listing> missing = new ArrayList<>();
        there.tree().forEach((prefix, listings) -> {
            if (here.tree().findExact(prefix).isEmpty()) {
                missing.addAll(listings);
            }
        });
        return List.copyOf(missing);
    }
}
