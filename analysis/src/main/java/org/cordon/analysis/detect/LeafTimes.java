package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * When each address last answered one network: the last time, the last but one, and how often in a row. A hash table in
 * primitive arrays: there are millions of these pairs, and most never see a failure.
 */
final class LeafTimes {
    /** "Never", in milliseconds since the epoch. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int EMPTY = -1;

    private int[] leaves = new int[16];
    private long[] last = new long[16];
    private long[] beforeLast = new long[16];
    private short[] row = new short[16];
    private int size;

    LeafTimes() {
        Arrays.fill(leaves, EMPTY);
    }

    private int slot(int leaf) {
        int mask = leaves.length - 1;
        int slot = (leaf * 0x9E3779B9 >>> 7) & mask;
        while (leaves[slot] != EMPTY && leaves[slot] != leaf) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int use(int leaf) {
        int slot = slot(leaf);
        if (leaves[slot] == EMPTY) {
            if (size * 3 > leaves.length * 2) {
                grow();
                slot = slot(leaf);
            }
            leaves[slot] = leaf;
            last[slot] = NEVER;
            beforeLast[slot] = NEVER;
            row[slot] = 0;
            size++;
        }
        return slot;
    }

    private void grow() {
        LeafTimes old = new LeafTimes();
        old.leaves = leaves;
        old.last = last;
        old.beforeLast = beforeLast;
        old.row = row;
        int length = leaves.length * 2;
        leaves = new int[length];
        Arrays.fill(leaves, EMPTY);
        last = new long[length];
        beforeLast = new long[length];
        row = new short[length];
        for (int i = 0; i < old.leaves.length; i++) {
            if (old.leaves[i] != EMPTY) {
                int slot = slot(old.leaves[i]);
                leaves[slot] = old.leaves[i];
                last[slot] = old.last[i];
                beforeLast[slot] = old.beforeLast[i];
                row[slot] = old.row[i];
            }
        }
    }

    /** Notes a success. */
    void answered(int leaf, long at) {
        int slot = use(leaf);
        beforeLast[slot] = last[slot];
        last[slot] = at;
        row[slot] = (short) Math.min(Short.MAX_VALUE, row[slot] + 1);
    }

    /** Notes a success that looks like a leak of a block. */
    void leaked(int leaf) {
        int slot = use(leaf);
        row[slot] = (short) Math.min(Short.MAX_VALUE, row[slot] + 1);
    }

    void failed(int leaf) {
        // not in one expression: the table may grow, and then the old array would be written to
        int slot = use(leaf);
        row[slot] = 0;
    }

    /** Forgets how often {@code leaf} answered in a row before {@code since}. */
    void restart(int leaf, long since) {
        int slot = slot(leaf);
        if (leaves[slot] == leaf) {
            int after = beforeLast[slot] >= since ? 2 : last[slot] >= since ? 1 : 0;
            row[slot] = (short) Math.min(row[slot], after);
        }
    }

    /** Whether this network has tried it at all. */
    boolean knows(int leaf) {
        return leaves[slot(leaf)] == leaf;
    }

    long last(int leaf) {
        int slot = slot(leaf);
        return leaves[slot] == leaf ? last[slot] : NEVER;
    }

    long beforeLast(int leaf) {
        int slot = slot(leaf);
        return leaves[slot] == leaf ? beforeLast[slot] : NEVER;
    }

    /** Successes since the last failure. */
    int row(int leaf) {
        int slot = slot(leaf);
        return leaves[slot] == leaf ? row[slot] : 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < leaves.length; i++) {
            if (leaves[i] != EMPTY) {
                out.writeInt(leaves[i]);
                out.writeLong(last[i]);
                out.writeLong(beforeLast[i]);
                out.writeShort(row[i]);
            }
        }
    }

    static LeafTimes restore(DataInput in, int nodes) throws IOException {
        LeafTimes times = new LeafTimes();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            int slot = times.use(Saved.index(in, nodes));
            times.last[slot] = in.readLong();
            times.beforeLast[slot] = in.readLong();
            times.row[slot] = in.readShort();
        }
        return times;
    }
}
