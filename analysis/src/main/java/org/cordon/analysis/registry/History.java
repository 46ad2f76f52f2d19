package org.cordon.analysis.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixTree;
import org.jspecify.annotations.Nullable;

/** Joins two editions into one register that remembers. Prefixes are matched, not decisions: old decisions hide new subnets. */
final class History {
    private final Register older;
    private final Register newer;
    private final PrefixTree<List<Listing>> joined = new PrefixTree<>();

    private History(Register older, Register newer) {
        this.older = older;
        this.newer = newer;
    }

    static Register join(Register older, Register newer) {
        return new History(older, newer).join();
    }

    private Register join() {
        newer.tree().forEach((prefix, listings) -> joined.put(prefix, carried(prefix, listings)));
        older.tree().forEach((prefix, listings) -> {
            if (newer.tree().findExact(prefix).isEmpty()) {
                joined.put(prefix, gone(listings));
            }
        });
        return new Register(
                newer.edition().orElse(null),
                newer.truncated(),
                newer.rows(),
                newer.rowsWithoutAddress(),
                newer.problems(),
                joined);
    }

    private List<Listing> carried(Prefix prefix, List<Listing> listings) {
        List<Listing> before = older.tree().findExact(prefix).orElse(List.of());
        TimeBounds known = listedBefore(before);
        List<Listing> carried = new ArrayList<>(listings.size());
        for (Listing listing : listings) {
            carried.add(listing.with(known.and(listing.listed()), listing.removed()));
        }
        return carried;
    }

    /** What the older edition says about the listing of a prefix that stands in the newer. */
    private TimeBounds listedBefore(List<Listing> before) {
        List<Listing> standing =
                before.stream().filter(l -> l.removed() == null).toList();
        if (!standing.isEmpty()) {
            return earliest(standing);
        }
        Instant edition = provesAbsence(older);
        return edition == null || comesAfter(edition) ? TimeBounds.UNKNOWN : new TimeBounds(edition, null);
    }

    private boolean comesAfter(Instant edition) {
        return newer.edition().filter(edition::isAfter).isPresent();
    }

    /** Of several rows for one prefix the one that was there first. */
    private static TimeBounds earliest(List<Listing> listings) {
        TimeBounds first = listings.get(0).listed();
        for (Listing listing : listings) {
            Instant end = listing.listed().notAfter();
            Instant best = first.notAfter();
            if (end != null && (best == null || end.isBefore(best))) {
                first = listing.listed();
            }
        }
        return first;
    }

    private List<Listing> gone(List<Listing> listings) {
        Instant absent = provesAbsence(newer);
        List<Listing> gone = new ArrayList<>(listings.size());
        for (Listing listing : listings) {
            TimeBounds removed = listing.removed();
            if (removed == null && absent != null) {
                Instant last = older.edition().orElse(listing.listed().notAfter());
                removed = new TimeBounds(last == null || last.isAfter(absent) ? null : last, absent);
            }
            gone.add(listing.with(listing.listed(), removed));
        }
        return gone;
    }

    private static @Nullable Instant provesAbsence(Register register) {
        return register.truncated() ? null : register.edition().orElse(null);
    }
}
