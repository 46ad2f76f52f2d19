package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What each site says of one prefix, in nats between two bounds. However often a site repeats itself, and however many keys
 * it has, it says no more than its bound: no single place can make a block, and none can hide one.
 */
final class SiteSays {
    private int[] sites = new int[2];
    private float[] says = new float[2];
    private int size;

    void add(int site, double nats, double least, double most) {
        int i = indexOf(site);
        says[i] = (float) Math.max(-least, Math.min(most, says[i] + nats));
    }

    private int indexOf(int site) {
        for (int i = 0; i < size; i++) {
            if (sites[i] == site) {
                return i;
            }
        }
        if (size == sites.length) {
            sites = Arrays.copyOf(sites, size * 2);
            says = Arrays.copyOf(says, size * 2);
        }
        sites[size] = site;
        says[size] = 0;
        return size++;
    }

    /** All says together. */
    double sum() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += says[i];
        }
        return sum;
    }

    /** Sites that speak for a block. */
    int speaking() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += says[i] > 0 ? 1 : 0;
        }
        return count;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(sites[i]);
            out.writeFloat(says[i]);
        }
    }

    static SiteSays restore(DataInput in) throws IOException {
        SiteSays restored = new SiteSays();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            int at = restored.indexOf(in.readInt());
            restored.says[at] = in.readFloat();
        }
        return restored;
    }
}
