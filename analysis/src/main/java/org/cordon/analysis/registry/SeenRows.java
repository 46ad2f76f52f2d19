package org.cordon.analysis.registry;

/** A map from 64-bit hashes to 64-bit values without an object for either: half a million rows take 16 MB. */
final class SeenRows {
    private static final int FIRST_CAPACITY = 1 << 12;

    /** A slot is free where its value is 0. */
    private long[] keys = new long[FIRST_CAPACITY];

    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    /**
     * Keeps {@code value}, which is not 0, for {@code key} unless there is one already.
     *
     * @param key spreads well by itself: it is a hash
     * @return the value that was there before; 0 if none was
     */
    long putIfAbsent(long key, long value) {
        int slot = slot(key);
        if (values[slot] != 0) {
            return values[slot];
        }
        keys[slot] = key;
        values[slot] = value;
        size++;
        if (size > values.length / 2) {
            grow();
        }
        return 0;
    }

    private int slot(long key) {
        int slot = (int) key & (values.length - 1);
        while (values[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (values.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldValues.length * 2];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
