package org.cordon.analysis.prefix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from prefixes to values that answers "what covers this?" and "what is inside this?": a path-compressed binary
 * trie per family, so that a look-up costs at most one step per entry on the path, whatever the number of entries.
 *
 * <p>Both directions are <em>inclusive</em>: the prefix asked for is among the answers if it has a value. Not safe for
 * use by several threads while one of them writes.
 *
 * @param <V> what a prefix maps to
 */
public final class PrefixTree<V> {
    private static final class Node<V> {
        /** The bits of the prefix: what a step on the way down needs lies in one place. */
        final long high;

        final long low;
        final int length;

        /** The prefix itself; null as long as there has been no value: forks, half of all nodes, need none. */
        @Nullable
        Prefix prefix;

        @Nullable
        V value;

        @Nullable
        Node<V> zero;

        @Nullable
        Node<V> one;

        Node(long high, long low, int length) {
            this.high = high;
            this.low = low;
            this.length = length;
        }

        static <V> Node<V> of(Prefix prefix) {
            Address network = prefix.network();
            return new Node<>(network.high(), network.low(), prefix.length());
        }

        /** The node, yet without children, of what this one and {@code other} have in common. */
        Node<V> forkTo(Prefix other) {
            Prefix common = new Prefix(
                    other.network(), Math.min(Math.min(length, other.length()), commonBits(other.network())));
            return of(common);
        }

        private int commonBits(Address address) {
            long differ = high ^ address.high();
            return differ != 0
                    ? Long.numberOfLeadingZeros(differ)
                    : 64 + Long.numberOfLeadingZeros(low ^ address.low());
        }

        /** Bit {@code index} of the prefix, 0 being the first. */
        int bit(int index) {
            return (int) (index < 64 ? high >>> (63 - index) : low >>> (127 - index)) & 1;
        }

        /** Whether all of this node's prefix, which is of {@code outer}'s family, is in {@code outer}. */
        boolean isInside(Prefix outer) {
            return length >= outer.length() && commonBits(outer.network()) >= outer.length();
        }

        @Nullable
        V set(Prefix at, V newValue) {
            V before = value;
            if (prefix == null) {
                prefix = at;
            }
            value = newValue;
            return before;
        }

        /** Whether {@code address}, which is of this family, is in the prefix. */
        boolean contains(Address address) {
            if (length <= 64) {
                return length == 0 || (high ^ address.high()) >>> (64 - length) == 0;
            }
            return high == address.high() && (low ^ address.low()) >>> (128 - length) == 0;
        }

        boolean contains(Prefix other) {
            return length <= other.length() && contains(other.network());
        }

        @Nullable
        Node<V> child(int bit) {
            return bit == 0 ? zero : one;
        }

        void setChild(int bit, Node<V> child) {
            if (bit == 0) {
                zero = child;
            } else {
                one = child;
            }
        }
    }

    private final Node<V> v4 = new Node<>(0, 0, 0);
    private final Node<V> v6 = new Node<>(0, 0, 0);
    private int size;

    /** Number of prefixes that have a value. */
    public int size() {
        return size;
    }

    /** Maps {@code prefix} to {@code value} and returns what it mapped to before, or null. */
    public @Nullable V put(Prefix prefix, V value) {
        V before = nodeAt(prefix).set(prefix, value);
        if (before == null) {
            size++;
        }
        return before;
    }

    private Node<V> nodeAt(Prefix prefix) {
        Node<V> at = root(prefix.family());
        while (at.length < prefix.length()) {
            int bit = prefix.network().bit(at.length);
            Node<V> next = at.child(bit);
            if (next == null) {
                next = Node.of(prefix);
                at.setChild(bit, next);
            } else if (!next.contains(prefix)) {
                Node<V> fork = next.forkTo(prefix);
                fork.setChild(next.bit(fork.length), next);
                at.setChild(bit, fork);
                next = fork;
            }
            at = next;
        }
        return at;
    }

    /** The value of exactly {@code prefix}. */
    public Optional<V> findExact(Prefix prefix) {
        Node<V> at = root(prefix.family());
        while (at != null && at.length < prefix.length() && at.contains(prefix)) {
            at = at.child(prefix.network().bit(at.length));
        }
        return at != null && at.length == prefix.length() && at.contains(prefix)
                ? Optional.ofNullable(at.value)
                : Optional.empty();
    }

    /** The value of the most specific prefix that contains {@code address}, or null: the hot path, without a wrapper. */
    public @Nullable V longestMatch(Address address) {
        V best = null;
        int bits = address.family().bits();
        Node<V> at = root(address.family());
        while (at != null && at.contains(address)) {
            if (at.value != null) {
                best = at.value;
            }
            at = at.length == bits ? null : at.child(address.bit(at.length));
        }
        return best;
    }

    /** The most specific entry that contains {@code address}. */
    public Optional<Map.Entry<Prefix, V>> findLongestMatch(Address address) {
        List<Map.Entry<Prefix, V>> covering = findAllLessSpecific(Prefix.of(address));
        return covering.isEmpty() ? Optional.empty() : Optional.of(covering.get(covering.size() - 1));
    }

    /** All entries that contain {@code prefix}, itself included, from the least specific on. */
    public List<Map.Entry<Prefix, V>> findAllLessSpecific(Prefix prefix) {
        List<Map.Entry<Prefix, V>> found = new ArrayList<>();
        Node<V> at = root(prefix.family());
        while (at != null && at.contains(prefix)) {
            if (at.prefix != null && at.value != null) {
                found.add(Map.entry(at.prefix, at.value));
            }
            at = at.length == prefix.length() ? null : at.child(prefix.network().bit(at.length));
        }
        return found;
    }

    /** All entries inside {@code prefix}, itself included, in the order of {@link Prefix#compareTo}. */
    public List<Map.Entry<Prefix, V>> findAllMoreSpecific(Prefix prefix) {
        Node<V> at = root(prefix.family());
        while (at != null && !at.isInside(prefix)) {
            at = at.contains(prefix) ? at.child(prefix.network().bit(at.length)) : null;
        }
        List<Map.Entry<Prefix, V>> found = new ArrayList<>();
        walk(at, (p, value) -> found.add(Map.entry(p, value)));
        return found;
    }

    /** Calls {@code action} for every entry, IPv4 first, in the order of {@link Prefix#compareTo}. */
    public void forEach(BiConsumer<Prefix, V> action) {
        walk(v4, action);
        walk(v6, action);
    }

    private void walk(@Nullable Node<V> node, BiConsumer<Prefix, V> action) {
        if (node == null) {
            return;
        }
        if (node.prefix != null && node.value != null) {
            action.accept(node.prefix, node.value);
        }
        walk(node.zero, action);
        walk(node.one, action);
    }

    private Node<V> root(Family family) {
        return family == Family.IPV4 ? v4 : v6;
    }
}
