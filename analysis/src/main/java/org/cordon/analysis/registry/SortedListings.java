package org.cordon.analysis.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixTree;
import org.jspecify.annotations.Nullable;

/**
 * Gathers listings in the order of a file and indexes them by prefix at its end. Put into a tree one by one, in the random
 * order of a register, a million of them miss the processor's caches at every step and keep the garbage collector busy; sorted
 * first, as one {@code long} each, they take a third of the time.
 */
final class SortedListings {
    private static final int NUMBER_BITS = 26;
    private static final int LENGTH_BITS = 6;
    private static final int FIRST_CAPACITY = 1 << 10;

    /** How many IPv4 listings there may be: a hundred times what a register has. */
    static final int MOST = 1 << NUMBER_BITS;

    /** Address, length and number of an IPv4 listing: their order is that of {@link Prefix#compareTo}, then of the file. */
    private long[] keys = new long[FIRST_CAPACITY];

    /** What belongs to it, by its number. */
    private RegisterEntry[] entries = new RegisterEntry[FIRST_CAPACITY];

    private TimeBounds[] listed = new TimeBounds[FIRST_CAPACITY];
    private @Nullable TimeBounds[] removed = new TimeBounds[FIRST_CAPACITY];
    private int size;
    private final List<Listing> v6 = new ArrayList<>();

    /** Takes a listing in; false: there are too many, and it is not used. */
    boolean add(Prefix prefix, RegisterEntry entry, TimeBounds since, @Nullable TimeBounds until) {
        if (prefix.family() == Family.IPV6) {
            v6.add(new Listing(prefix, entry, since, until));
            return true;
        }
        if (size == MOST) {
            return false;
        }
        if (size == keys.length) {
            grow();
        }
        // sorting is signed, addresses are not
        long address = prefix.network().high() ^ Long.MIN_VALUE;
        keys[size] = address | (long) prefix.length() << NUMBER_BITS | size;
        entries[size] = entry;
        listed[size] = since;
        removed[size] = until;
        size++;
        return true;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        entries = Arrays.copyOf(entries, size * 2);
        listed = Arrays.copyOf(listed, size * 2);
        removed = Arrays.copyOf(removed, size * 2);
    }

    /** All of them by prefix, those of one prefix in the order of the file. Nothing may be added afterwards. */
    PrefixTree<List<Listing>> index() {
        Arrays.sort(keys, 0, size);
        PrefixTree<List<Listing>> tree = new PrefixTree<>();
        for (int from = 0; from < size; ) {
            int to = from + 1;
            while (to < size && keys[to] >>> NUMBER_BITS == keys[from] >>> NUMBER_BITS) {
                to++;
            }
            Prefix prefix = prefix(keys[from]);
            tree.put(prefix, listings(prefix, from, to));
            from = to;
        }
        v6.sort(Comparator.comparing(Listing::prefix));
        for (int from = 0; from < v6.size(); ) {
            int to = from + 1;
            while (to < v6.size() && v6.get(to).prefix().equals(v6.get(from).prefix())) {
                to++;
            }
            tree.put(v6.get(from).prefix(), List.copyOf(v6.subList(from, to)));
            from = to;
        }
        return tree;
    }

    private static Prefix prefix(long key) {
        int address = (int) ((key ^ Long.MIN_VALUE) >>> 32);
        int length = (int) (key >>> NUMBER_BITS) & (1 << LENGTH_BITS) - 1;
        return new Prefix(Address.v4(address), length);
    }

    private List<Listing> listings(Prefix prefix, int from, int to) {
        Listing[] together = new Listing[to - from];
        for (int i = from; i < to; i++) {
            int number = (int) keys[i] & MOST - 1;
            together[i - from] = new Listing(prefix, entries[number], listed[number], removed[number]);
        }
        return List.of(together);
    }
}
