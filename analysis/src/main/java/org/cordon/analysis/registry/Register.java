package org.cordon.analysis.registry;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.prefix.PrefixTree;
import org.jspecify.annotations.Nullable;

/**
 * One edition of the register, indexed by prefix.
 *
 * <p>Three traps of the real thing are why this is more than a list. A new subnet may stand under a decision that is
 * years old, so a decision's date is no date of listing. Prefixes nest and repeat, so sums are made over sets of
 * addresses, never over rows. And when something was listed is known only between two editions, so every question about
 * an instant has the third answer "uncertain".
 */
public final class Register {
    private final @Nullable Instant edition;
    private final boolean truncated;
    private final long rows;
    private final long rowsWithoutAddress;
    private final Problems problems;
    private final PrefixTree<List<Listing>> tree;

    Register(
            @Nullable Instant edition,
            boolean truncated,
            long rows,
            long rowsWithoutAddress,
            Problems problems,
            PrefixTree<List<Listing>> tree) {
        this.edition = edition;
        this.truncated = truncated;
        this.rows = rows;
        this.rowsWithoutAddress = rowsWithoutAddress;
        this.problems = problems;
        this.tree = tree;
    }

    /** When it was published; empty where the file does not say. */
    public Optional<Instant> edition() {
        return Optional.ofNullable(edition);
    }

    /** Whether the file ends in its middle: what is absent here may still be listed. */
    public boolean truncated() {
        return truncated;
    }

    /** Rows that were used. */
    public long rows() {
        return rows;
    }

    /** Rows among them without any address: names only, or every address refused. */
    public long rowsWithoutAddress() {
        return rowsWithoutAddress;
    }

    public Problems problems() {
        return problems;
    }

    /** Number of distinct prefixes and addresses. */
    public int size() {
        return tree.size();
    }

    /** The listings of exactly {@code prefix}, in the order of the file. */
    public List<Listing> exactly(Prefix prefix) {
        return List.copyOf(tree.findExact(prefix).orElse(List.of()));
    }

    /** The listings that cover {@code prefix}, itself included, from the least specific on. */
    public List<Listing> covering(Prefix prefix) {
        List<Listing> found = new ArrayList<>();
        tree.findAllLessSpecific(prefix).forEach(e -> found.addAll(e.getValue()));
        return found;
    }

    /** The listings inside {@code prefix}, itself included, in the order of {@link Prefix#compareTo}. */
    public List<Listing> inside(Prefix prefix) {
        List<Listing> found = new ArrayList<>();
        tree.findAllMoreSpecific(prefix).forEach(e -> found.addAll(e.getValue()));
        return found;
    }

    /** Calls {@code action} for every listing, in the order of {@link Prefix#compareTo}, then of the file. */
    public void forEach(Consumer<Listing> action) {
        tree.forEach((prefix, listings) -> listings.forEach(action));
    }

    /** The listings that {@code wanted} accepts, as a register of their own; row counts and problems stay. */
    public Register select(Predicate<Listing> wanted) {
        PrefixTree<List<Listing>> chosen = new PrefixTree<>();
        tree.forEach((prefix, listings) -> {
            List<Listing> kept = listings.stream().filter(wanted).toList();
            if (!kept.isEmpty()) {
                chosen.put(prefix, kept);
            }
        });
        return new Register(edition, truncated, rows, rowsWithoutAddress, problems, chosen);
    }

    /** All prefixes, nested ones included, in the order of {@link Prefix#compareTo}. */
    public List<Prefix> prefixes() {
        List<Prefix> all = new ArrayList<>(size());
        tree.forEach((prefix, listings) -> all.add(prefix));
        return all;
    }

    /** Number of distinct addresses: nested and repeated entries counted once. */
    public BigInteger addresses() {
        return PrefixSet.addresses(prefixes());
    }

    /** What it says of the whole address space at {@code when}. */
    public ListedSpace at(Instant when) {
        List<Prefix> listed = new ArrayList<>();
        List<Prefix> uncertain = new ArrayList<>();
        List<Prefix> lifted = new ArrayList<>();
        tree.forEach((prefix, listings) -> {
            switch (state(listings, when)) {
                case LISTED -> listed.add(prefix);
                case UNCERTAIN -> uncertain.add(prefix);
                case LIFTED -> lifted.add(prefix);
                case NOT_YET -> {}
            }
        });
        return ListedSpace.of(listed, uncertain, lifted);
    }

    /** The prefixes that are certainly listed at {@code when} and lie in no other such prefix. */
    public List<Prefix> outermost(Instant when) {
        List<Prefix> outermost = new ArrayList<>();
        tree.forEach((prefix, listings) -> {
            boolean nested =
                    !outermost.isEmpty() && outermost.get(outermost.size() - 1).contains(prefix);
            if (!nested && state(listings, when) == Listing.State.LISTED) {
                outermost.add(prefix);
            }
        });
        return outermost;
    }

    /** The strongest thing that any of {@code listings} says: one valid row is enough. */
    private static Listing.State state(List<Listing> listings, Instant when) {
        Listing.State strongest = Listing.State.NOT_YET;
        for (Listing listing : listings) {
            Listing.State state = listing.at(when);
            if (state == Listing.State.LISTED) {
                return state;
            }
            boolean stronger = state == Listing.State.UNCERTAIN || strongest == Listing.State.NOT_YET;
            strongest = stronger ? state : strongest;
        }
        return strongest;
    }

    /**
     * This edition with what {@code older} knows about times: what stood there already keeps its older bounds, what is
     * new was listed between the two, what is gone was removed between them and stays here as lifted. A truncated or
     * undated edition proves no absence.
     */
    public Register following(Register older) {
        return History.join(older, this);
    }

    /** Several editions as one, the oldest first; each {@linkplain #following follows} those before it. */
    public static Register joined(List<Register> editions) {
        Register joined = editions.get(0);
        for (Register newer : editions.subList(1, editions.size())) {
            joined = newer.following(joined);
        }
        return joined;
    }

    PrefixTree<List<Listing>> tree() {
        return tree;
    }
}
