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
        final Prefix prefix;

        /** The prefix once more: what a step on the way down needs lies in one place. */
        final long high;

        final long low;
        final int length;

        @Nullable
        V value;

        @Nullable
        Node<V> zero;

        @Nullable
        Node<V> one;

        Node(Prefix prefix) {
            this.prefix = prefix;
            this.high = prefix.network().high();
            this.low = prefix.network().low();
            this.length = prefix.length();
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

    private final Node<V> v4 = new Node<>(new Prefix(Address.v4(0), 0));
    private final Node<V> v6 = new Node<>(new Prefix(new Address(Family.IPV6, 0, 0), 0));
    private int size;

    /** Number of prefixes that have a value. */
    public int size() {
        return size;
    }

    /** Maps {@code prefix} to {@code value} and returns what it mapped to before, or null. */
    public @Nullable V put(Prefix prefix, V value) {
        Node<V> node = nodeAt(prefix);
        V before = node.value;
        node.value = value;
        if (before == null) {
            size++;
        }
        return before;
    }

    /** Maps {@code prefix} to {@code value} unless it maps to something; returns that, or null. */
    public @Nullable V putIfAbsent(Prefix prefix, V value) {
        Node<V> node = nodeAt(prefix);
        V before = node.value;
        if (before == null) {
            node.value = value;
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
                next = new Node<>(prefix);
                at.setChild(bit, next);
            } else if (!next.contains(prefix)) {
                Node<V> fork = new Node<>(Prefix.covering(next.prefix, prefix));
                fork.setChild(next.prefix.network().bit(fork.length), next);
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
        return at != null && at.prefix.equals(prefix) ? Optional.ofNullable(at.value) : Optional.empty();
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
            if (at.value != null) {
                found.add(Map.entry(at.prefix, at.value));
            }
            at = at.length == prefix.length() ? null : at.child(prefix.network().bit(at.length));
        }
        return found;
    }

    /** All entries inside {@code prefix}, itself included, in the order of {@link Prefix#compareTo}. */
    public List<Map.Entry<Prefix, V>> findAllMoreSpecific(Prefix prefix) {
        Node<V> at = root(prefix.family());
        while (at != null && !prefix.contains(at.prefix)) {
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
        if (node.value != null) {
            action.accept(node.prefix, node.value);
        }
        walk(node.zero, action);
        walk(node.one, action);
    }

    private Node<V> root(Family family) {
        return family == Family.IPV4 ? v4 : v6;
    }
}
