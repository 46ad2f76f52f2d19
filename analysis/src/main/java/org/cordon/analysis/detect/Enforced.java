package org.cordon.analysis.detect;

import java.util.Arrays;

/**
 * How many networks of one country hold each prefix as a confirmed block at one layer. Censors hand out lists: what one network
 * enforces is likely to be what the next one does, so naming the same prefix costs less than naming another.
 */
final class Enforced {
    private short[] networks = new short[0];

    void add(int node, int more) {
        if (node >= networks.length) {
            networks = Arrays.copyOf(networks, Math.max(64, (node + 1) * 3 / 2));
        }
        networks[node] += (short) more;
    }

    /** Whether another network holds {@code node}. @param own whether this one does */
    boolean elsewhere(int node, boolean own) {
        return node < networks.length && networks[node] > (own ? 1 : 0);
    }
}
