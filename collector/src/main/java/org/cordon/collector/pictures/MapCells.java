package org.cordon.collector.pictures;

import java.util.Arrays;
import java.util.Collection;
import org.cordon.analysis.prefix.Prefix;

/** The cells of a map, along the curve: how much of each is whose, and whether any of it is cut off. */
final class MapCells {
    /** At most 2^18 cells, whatever the prefix. */
    private static final int FINEST = 9;

    private final Prefix view;
    private final int order;
    private final int[] owner;
    private final long[] share;
    private final boolean[] blocked;

    /** @param view an IPv4 prefix of even length */
    MapCells(Prefix view) {
        this.view = view;
        this.order = Math.min(FINEST, (32 - view.length()) / 2);
        this.owner = new int[1 << 2 * order];
        this.share = new long[owner.length];
        this.blocked = new boolean[owner.length];
    }

    int order() {
        return order;
    }

    /** Says that {@code ranges}, none inside another, are {@code who}'s; a cell is theirs who have the most of it. */
    void own(Collection<Prefix> ranges, int who) {
        int cell = -1;
        long sum = 0;
        for (Prefix range : ranges) {
            int first = first(range);
            int count = count(range);
            if (first != cell) {
                settle(cell, sum, who);
                cell = first;
                sum = 0;
            }
            if (count > 1) {
                for (int i = first; i < first + count; i++) {
                    settle(i, cellSize(), who);
                }
            } else {
                sum += 1L << 32 - range.length();
            }
        }
        settle(cell, sum, who);
    }

    private void settle(int cell, long sum, int who) {
        if (cell >= 0 && sum > share[cell]) {
            share[cell] = sum;
            owner[cell] = who;
        }
    }

    void block(Collection<Prefix> prefixes) {
        for (Prefix prefix : prefixes) {
            int first = first(prefix);
            Arrays.fill(blocked, first, first + count(prefix), true);
        }
    }

    /** The first cell of a prefix inside the view. */
    private int first(Prefix prefix) {
        long offset = (prefix.network().high() >>> 32) - (view.network().high() >>> 32);
        return (int) (offset / cellSize());
    }

    private int count(Prefix prefix) {
        return (int) Math.max(1, (1L << 32 - prefix.length()) / cellSize());
    }

    private long cellSize() {
        return 1L << 32 - view.length() - 2 * order;
    }

    /** Row by row, for each cell: twice its owner (0: nobody), one more where something of it is cut off. */
    int[] kinds() {
        int n = 1 << order;
        int[] kinds = new int[owner.length];
        // numbered along the curve through the whole space, so that a part has the same side up as the whole
        int whole = view.length() / 2 + order;
        long first = (view.network().high() >>> 32) / cellSize();
        for (int d = 0; d < owner.length; d++) {
            int row = Hilbert.row(whole, first + d) & (n - 1);
            int column = Hilbert.column(whole, first + d) & (n - 1);
            kinds[row * n + column] = 2 * owner[d] + (blocked[d] ? 1 : 0);
        }
        return kinds;
    }
}
