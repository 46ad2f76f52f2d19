package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;

/**
 * The path-compressed binary trie over all targets, one for all networks: a leaf for each address, an inner node where
 * addresses part. Nodes are numbered, so that each network keeps its evidence in arrays.
 */
final class TargetTrie {
    static final int NONE = -1;
    private static final int V4_ROOT = 0;
    private static final int V6_ROOT = 1;

    private Prefix[] prefixes = new Prefix[64];
    private int[] zero = new int[64];
    private int[] one = new int[64];
    private int[] parent = new int[64];
    private int size;
    /** Node + 1 of each leaf, by hash of its address, negative for IPv6; 0: free. */
    private int[] slots = new int[256];

    /** The address in each slot, here too, since looking it up in its prefix would be another miss of the cache. */
    private long[] highs = new long[256];

    private long[] lows = new long[256];

    private int leaves;

    TargetTrie() {
        add(new Prefix(Address.v4(0), 0), NONE);
        add(new Prefix(new Address(Family.IPV6, 0, 0), 0), NONE);
    }

    /** Number of nodes. */
    int size() {
        return size;
    }

    /** The roots of the two families. */
    int[] roots() {
        return new int[] {V4_ROOT, V6_ROOT};
    }

    Prefix prefix(int node) {
        return prefixes[node];
    }

    int parent(int node) {
        return parent[node];
    }

    int child(int node, int bit) {
        return bit == 0 ? zero[node] : one[node];
    }

    boolean isLeaf(int node) {
        // an inner node has two children, a root perhaps none
        return zero[node] == NONE && node > V6_ROOT;
    }

    /** The leaf of {@code address}; made if it is new. */
    int leaf(Address address) {
        int slot = slot(address);
        if (slots[slot] != 0) {
            return Math.abs(slots[slot]) - 1;
        }
        int leaf = insert(Prefix.of(address));
        occupy(slot, address, leaf);
        leaves++;
        if (leaves * 2 > slots.length) {
            rehash();
        }
        return leaf;
    }

    private int slot(Address address) {
        long high = address.high();
        long low = address.low();
        boolean v6 = address.family() == Family.IPV6;
        long mixed = (high ^ Long.rotateLeft(low, 29)) * 0x9e3779b97f4a7c15L;
        // the first bits depend on the whole address, the others only on its last bits, which many targets share
        int slot = (int) (mixed >>> 1 + Long.numberOfLeadingZeros(slots.length));
        while (slots[slot] != 0 && (highs[slot] != high || lows[slot] != low || slots[slot] < 0 != v6)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void occupy(int slot, Address address, int leaf) {
        slots[slot] = address.family() == Family.IPV6 ? -leaf - 1 : leaf + 1;
        highs[slot] = address.high();
        lows[slot] = address.low();
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        highs = new long[slots.length];
        lows = new long[slots.length];
        for (int node = 0; node < size; node++) {
            if (isLeaf(node)) {
                Address address = prefixes[node].network();
                occupy(slot(address), address, node);
            }
        }
    }

    /** The highest node inside {@code prefix}, or {@link #NONE} where it holds no target. */
    int find(Prefix prefix) {
        int at = prefix.family() == Family.IPV4 ? V4_ROOT : V6_ROOT;
        while (at != NONE && prefixes[at].length() < prefix.length()) {
            at = prefixes[at].contains(prefix) ? child(at, prefix.network().bit(prefixes[at].length())) : NONE;
        }
        return at != NONE && prefix.contains(prefixes[at]) ? at : NONE;
    }

    private int insert(Prefix target) {
        int at = target.family() == Family.IPV4 ? V4_ROOT : V6_ROOT;
        while (true) {
            int bit = target.network().bit(prefixes[at].length());
            int next = child(at, bit);
            if (next == NONE) {
                int leaf = add(target, at);
                setChild(at, bit, leaf);
                return leaf;
            }
            if (!prefixes[next].contains(target)) {
                int fork = add(Prefix.covering(prefixes[next], target), at);
                setChild(at, bit, fork);
                parent[next] = fork;
                setChild(fork, prefixes[next].network().bit(prefixes[fork].length()), next);
                next = fork;
            }
            at = next;
        }
    }

    private int add(Prefix prefix, int above) {
        if (size == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, size * 2);
            zero = Arrays.copyOf(zero, size * 2);
            one = Arrays.copyOf(one, size * 2);
            parent = Arrays.copyOf(parent, size * 2);
        }
        prefixes[size] = prefix;
        zero[size] = NONE;
        one[size] = NONE;
        parent[size] = above;
        return size++;
    }

    private void setChild(int node, int bit, int child) {
        if (bit == 0) {
            zero[node] = child;
        } else {
            one[node] = child;
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(leaves);
        for (int node = 0; node < size; node++) {
            if (isLeaf(node)) {
                byte[] bytes = prefixes[node].network().bytes();
                out.writeByte(bytes.length);
                out.write(bytes);
            }
        }
    }

    /** Leaves are numbered as they come: taken in the same order again, every node gets its number back. */
    static TargetTrie restore(DataInput in) throws IOException {
        TargetTrie trie = new TargetTrie();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[Saved.index(in.readByte(), 17)];
            in.readFully(bytes);
            trie.leaf(Saved.address(bytes));
        }
        return trie;
    }
}
