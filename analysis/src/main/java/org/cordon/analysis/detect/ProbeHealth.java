package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far one probe's failures can be believed. A failure counts when an attempt of the same probe works that began later:
 * whoever reaches nothing is offline, and says nothing of prefixes. A lossy link makes every failure say less.
 */
final class ProbeHealth {
    /** So many failures in a row, over different addresses, and the probe is offline until something works. */
    private static final int DARK = 12;

    /** A probe that knows so few addresses has nothing else to reach: what it says counts at once. */
    private static final int FEW = 1;

    private static final double NEWEST = 1.0 / 150;
    private static final double MOST_LOSS = 0.4;

    private final double ordinary;
    private final List<Sample> pending = new ArrayList<>();
    private final Set<Integer> known = new HashSet<>();
    private double loss;
    private boolean dark;
    /** When the latest attempt began that worked. */
    private long worked = Long.MIN_VALUE;

    ProbeHealth(double ordinary) {
        this.ordinary = ordinary;
        this.loss = ordinary;
    }

    /** Share of its attempts that fail without any block, {@code ordinary} at least. */
    double loss() {
        return loss;
    }

    /**
     * Takes the next attempt; returns those that count now, in their order.
     *
     * @param explained whether a known block explains a failure there
     */
    List<Sample> take(Sample s, boolean explained) {
        if (known.size() <= FEW) {
            known.add(s.leaf());
        }
        if (!explained) {
            loss = Math.max(ordinary, Math.min(MOST_LOSS, loss + NEWEST * ((s.success() ? 0 : 1) - loss)));
        }
        if (known.size() <= FEW) {
            return List.of(s);
        }
        if (s.success()) {
            worked = Math.max(worked, s.begun());
            dark = false;
            if (pending.isEmpty()) {
                return List.of(s);
            }
            List<Sample> proven = new ArrayList<>();
            pending.removeIf(earlier -> earlier.begun() <= worked && proven.add(earlier));
            proven.add(s);
            return proven;
        }
        if (s.begun() <= worked) {
            return List.of(s);
        }
        if (!dark) {
            pending.add(s);
            if (pending.size() >= DARK) {
                pending.clear();
                dark = true;
            }
        }
        return List.of();
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(loss);
        out.writeBoolean(dark);
        out.writeLong(worked);
        Saved.numbers(out, known);
        out.writeInt(pending.size());
        for (Sample s : pending) {
            s.save(out);
        }
    }

    static ProbeHealth restore(DataInput in, double ordinary) throws IOException {
        ProbeHealth health = new ProbeHealth(ordinary);
        health.loss = in.readDouble();
        health.dark = in.readBoolean();
        health.worked = in.readLong();
        health.known.addAll(Saved.numbers(in));
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            health.pending.add(Sample.restore(in));
        }
        return health;
    }
}
