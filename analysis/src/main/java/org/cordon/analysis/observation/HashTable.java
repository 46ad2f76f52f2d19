package org.cordon.analysis.observation;

/** A growing set of 64-bit hashes, open addressing: a third of the memory of boxed numbers, and nothing to collect. */
final class HashTable {
    private long[] slots = new long[1 << 10];
    private int size;

    int size() {
        return size;
    }

    boolean contains(long hash) {
        long key = key(hash);
        return slots[slot(slots, key)] == key;
    }

    /** Adds {@code hash}; false if it was there. */
    boolean add(long hash) {
        long key = key(hash);
        int slot = slot(slots, key);
        if (slots[slot] == key) {
            return false;
        }
        slots[slot] = key;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long key : slots) {
            if (key != 0) {
                larger[slot(larger, key)] = key;
            }
        }
        slots = larger;
    }

    /** Zero marks an empty slot, so the hash zero is stored as one. */
    private static long key(long hash) {
        return hash == 0 ? 1 : hash;
    }

    private static int slot(long[] slots, long key) {
        int slot = (int) key & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
