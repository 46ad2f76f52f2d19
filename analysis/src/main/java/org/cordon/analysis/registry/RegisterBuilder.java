package org.cordon.analysis.registry;

import static org.cordon.analysis.registry.Problem.Fate.NOTED;
import static org.cordon.analysis.registry.Problem.Fate.REFUSED;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one register as a reader finds them. */
final class RegisterBuilder {
    /** Moscow, where the register's dates are made. */
    static final ZoneOffset MOSCOW = ZoneOffset.ofHours(3);

    private final SortedListings listings = new SortedListings();
    private final Problems problems = new Problems();
    private final SeenRows seen = new SeenRows();
    private final Map<String, String> words = new HashMap<>();
    private final Map<LocalDate, TimeBounds> sinceDecision = new HashMap<>();
    private @Nullable Instant edition;
    private boolean truncated;
    private boolean full;
    private long rows;
    private long rowsWithoutAddress;

    Problems problems() {
        return problems;
    }

    void edition(Instant time) {
        edition = time;
    }

    @Nullable
    Instant edition() {
        return edition;
    }

    void truncated() {
        truncated = true;
    }

    /** One instance of each authority and decision: there are thousands of rows to every one of them. */
    String shared(String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    /**
     * Whether a row is new. Rows are compared by two 64-bit hashes, so that half a million of them need no copy; that two
     * different rows collide has a chance of one in 10⁸.
     *
     * @param resource hash of what is forbidden and by which decision
     * @param rest hash of all else
     */
    boolean isNew(long line, long resource, long rest) {
        long tail = rest & 0xFFFF_FFFF_0000_0000L;
        long before = seen.putIfAbsent(resource, tail | Math.min(line, 0xFFFF_FFFFL));
        if (before == 0) {
            return true;
        }
        long first = before & 0xFFFF_FFFFL;
        if ((before & 0xFFFF_FFFF_0000_0000L) == tail) {
            problems.add(line, Kind.DUPLICATE, REFUSED, "the same row as line " + first);
            return false;
        }
        String what =
                "the same resource and decision as line " + first + ", with another authority or date; both are used";
        problems.add(line, Kind.CONTRADICTION, NOTED, what);
        return true;
    }

    /** Counts a row that is used. */
    void countRow(boolean hasAddress) {
        rows++;
        rowsWithoutAddress += hasAddress ? 0 : 1;
    }

    /** What a row says of its time of listing if it has only the date of the decision: hardly anything. */
    TimeBounds since(@Nullable LocalDate decided) {
        if (decided == null) {
            return new TimeBounds(null, edition);
        }
        return sinceDecision.computeIfAbsent(decided, date -> {
            Instant from = date.atStartOfDay().toInstant(MOSCOW);
            return edition != null && from.isAfter(edition)
                    ? new TimeBounds(null, edition)
                    : new TimeBounds(from, edition);
        });
    }

    /** Adds one address or prefix of a row. */
    void put(Prefix prefix, RegisterEntry entry, TimeBounds listed, @Nullable TimeBounds removed) {
        if (!listings.add(prefix, entry, listed, removed) && !full) {
            full = true;
            truncated();
            String what = "more than " + SortedListings.MOST + " addresses; those from here on are not used";
            problems.add(entry.line(), Kind.TRUNCATED, NOTED, what);
        }
    }

    Register build() {
        return new Register(edition, truncated, rows, rowsWithoutAddress, problems, listings.index());
    }
}
