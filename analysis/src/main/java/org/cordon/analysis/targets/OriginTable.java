package org.cordon.analysis.targets;

/**
 * Segments of one family with what is known of each: the rows of the table of origins while it is made or read. A row
 * begins at (high, low) and ends where the next begins; IPv4 starts stand in {@code low}.
 */
final class OriginTable {
    private final long[] highs;
    private final long[] lows;
    private final int[] asns;
    private final byte[] countries;

    OriginTable(long[] highs, long[] lows, int[] asns, byte[] countries) {
        this.highs = highs;
        this.lows = lows;
        this.asns = asns;
        this.countries = countries;
    }

    int size() {
        return lows.length;
    }

    long low(int row) {
        return lows[row];
    }

    long high(int row) {
        return highs[row];
    }

    long[] highs() {
        return highs;
    }

    long[] lows() {
        return lows;
    }

    int[] asns() {
        return asns;
    }

    byte[] countries() {
        return countries;
    }
}
