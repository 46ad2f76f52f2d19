package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.availability.Availability;

/**
 * How likely each channel answers: one port of one address, over one transport or protocol. A hash table with primitive keys,
 * since it is asked once for every observation.
 */
final class Channels {
    private static final int LAYER_BITS = 4;

    private int[] slots = new int[256];
    private long[] keys = new long[256];
    private final List<Availability> known = new ArrayList<>();
    private final List<Long> order = new ArrayList<>();

    Availability of(int leaf, int port, Layer layer) {
        return of((long) leaf << 20 | (long) (port & 0xffff) << LAYER_BITS | layer.ordinal());
    }

    private Availability of(long key) {
        int slot = slot(key);
        if (slots[slot] == 0) {
            put(slot, key, new Availability());
            return known.get(known.size() - 1);
        }
        return known.get(slots[slot] - 1);
    }

    private void put(int slot, long key, Availability availability) {
        known.add(availability);
        order.add(key);
        slots[slot] = known.size();
        keys[slot] = key;
        if (known.size() * 2 > slots.length) {
            rehash();
        }
    }

    private int slot(long key) {
        int slot = (int) (key * 0x9e3779b97f4a7c15L >>> 32) & slots.length - 1;
        while (slots[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        keys = new long[slots.length];
        for (int i = 0; i < order.size(); i++) {
            int slot = slot(order.get(i));
            slots[slot] = i + 1;
            keys[slot] = order.get(i);
        }
    }

    Channels copy() {
        Channels copy = new Channels();
        for (int i = 0; i < order.size(); i++) {
            copy.put(copy.slot(order.get(i)), order.get(i), known.get(i).copy());
        }
        return copy;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(order.size());
        for (int i = 0; i < order.size(); i++) {
            out.writeLong(order.get(i));
            known.get(i).save(out);
        }
    }

    static Channels restore(DataInput in, int nodes) throws IOException {
        Channels channels = new Channels();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            long key = in.readLong();
            Saved.index((int) (key >>> 20), nodes);
            int slot = channels.slot(key);
            if (channels.slots[slot] != 0) {
                throw new IOException("a channel is there twice");
            }
            channels.put(slot, key, Availability.restore(in));
        }
        return channels;
    }
}
