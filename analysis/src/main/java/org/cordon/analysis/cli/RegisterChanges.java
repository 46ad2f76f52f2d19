package org.cordon.analysis.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.registry.Listing;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.registry.RegisterDelta;
import org.cordon.analysis.targets.ProviderRanges;
import org.jspecify.annotations.Nullable;

/**
 * What changed in the register from one edition to the next, and in whose address space.
 *
 * @param from time of the older edition, or null where it has none
 * @param to time of the newer
 * @param removalsCertain whether the newer edition is complete
 * @param added prefixes that only the newer lists
 * @param removed prefixes that only the older lists
 * @param providers whose space it is, by the ranges of the newer edition's time; several where lists overlap
 */
@JsonPropertyOrder({"from", "to", "removalsCertain"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record RegisterChanges(
        @Nullable Instant from,
        @Nullable Instant to,
        boolean removalsCertain,
        Side added,
        Side removed,
        List<Share> providers) {

    /** Of editions that tell no time the newest ranges are asked. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * One direction.
     *
     * @param addresses distinct ones that the other edition does not cover
     * @param prefixes in order
     */
    record Side(BigInteger addresses, List<Prefix> prefixes) {}

    /** What one provider got and lost, in distinct addresses. */
    record Share(String provider, BigInteger added, BigInteger removed) {}

    static RegisterChanges between(Register older, Register newer, ProviderRanges ranges) {
        RegisterDelta delta = RegisterDelta.between(older, newer);
        Instant when = delta.happened().notAfter();
        List<Share> shares = ranges.current(when == null ? LATEST : when).stream()
                .map(edition -> new Share(
                        edition.provider(),
                        within(delta.spaceAdded(), edition.prefixes()),
                        within(delta.spaceRemoved(), edition.prefixes())))
                .filter(share -> share.added.signum() + share.removed.signum() > 0)
                .toList();
        return new RegisterChanges(
                delta.happened().notBefore(),
                when,
                delta.removalsCertain(),
                new Side(delta.addressesAdded(), prefixes(delta.added())),
                new Side(delta.addressesRemoved(), prefixes(delta.removed())),
                shares);
    }

    private static BigInteger within(List<Prefix> changed, List<Prefix> owned) {
        return PrefixSet.addresses(PrefixSet.intersection(changed, owned));
    }

    private static List<Prefix> prefixes(List<Listing> listings) {
        return listings.stream().map(Listing::prefix).distinct().sorted().toList();
    }
}
