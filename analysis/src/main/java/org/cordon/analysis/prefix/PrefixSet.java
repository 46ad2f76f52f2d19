package org.cordon.analysis.prefix;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Exact arithmetic on sets of addresses that are given as prefixes. */
public final class PrefixSet {
    private PrefixSet() {}

    /**
     * The smallest list of prefixes that covers exactly the same addresses: nested ones vanish, siblings merge. In the
     * order of {@link Prefix#compareTo}.
     */
    public static List<Prefix> aggregate(Collection<Prefix> prefixes) {
        Deque<Prefix> merged = new ArrayDeque<>();
        for (Prefix next : prefixes.stream().sorted().toList()) {
            if (!merged.isEmpty() && merged.getLast().contains(next)) {
                continue;
            }
            Prefix grown = next;
            while (!merged.isEmpty() && grown.length() > 0 && grown.sibling().equals(merged.getLast())) {
                merged.removeLast();
                grown = grown.parent();
            }
            merged.addLast(grown);
        }
        return List.copyOf(merged);
    }

    /** Number of distinct addresses, nested and repeated prefixes counted once. */
    public static BigInteger addresses(Collection<Prefix> prefixes) {
        return aggregate(prefixes).stream().map(Prefix::addresses).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The addresses that are in both, as the smallest list of prefixes. */
    public static List<Prefix> intersection(Collection<Prefix> a, Collection<Prefix> b) {
        PrefixTree<Prefix> tree = new PrefixTree<>();
        aggregate(b).forEach(p -> tree.put(p, p));
        List<Prefix> both = new ArrayList<>();
        for (Prefix prefix : aggregate(a)) {
            if (tree.findAllLessSpecific(prefix).isEmpty()) {
                tree.findAllMoreSpecific(prefix).forEach(e -> both.add(e.getKey()));
            } else {
                both.add(prefix);
            }
        }
        return aggregate(both);
    }

    /** The addresses that are in {@code a} and not in {@code b}, as the smallest list of prefixes. */
    public static List<Prefix> difference(Collection<Prefix> a, Collection<Prefix> b) {
        PrefixTree<Prefix> tree = new PrefixTree<>();
        aggregate(b).forEach(p -> tree.put(p, p));
        List<Prefix> left = new ArrayList<>();
        for (Prefix prefix : aggregate(a)) {
            if (tree.findAllLessSpecific(prefix).isEmpty()) {
                List<Prefix> holes = new ArrayList<>();
                tree.findAllMoreSpecific(prefix).forEach(e -> holes.add(e.getKey()));
                carve(prefix, holes, left);
            }
        }
        return List.copyOf(left);
    }

    /** Adds what is left of {@code prefix} without {@code holes}: disjoint prefixes inside it, in order. */
    private static void carve(Prefix prefix, List<Prefix> holes, List<Prefix> left) {
        if (holes.isEmpty()) {
            left.add(prefix);
        } else if (!holes.get(0).equals(prefix)) {
            int split = 0;
            while (split < holes.size() && holes.get(split).network().bit(prefix.length()) == 0) {
                split++;
            }
            carve(prefix.child(0), holes.subList(0, split), left);
            carve(prefix.child(1), holes.subList(split, holes.size()), left);
        }
    }
}
