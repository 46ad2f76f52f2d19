package org.cordon.collector.pictures;

import java.awt.geom.Rectangle2D;
import org.cordon.analysis.prefix.Prefix;

/**
 * The curve of D. Hilbert (1891) through a square of 2^order × 2^order cells: numbers that share their first bits lie together,
 * so that a prefix of even length is a square and one of odd length two squares side by side.
 */
final class Hilbert {
    private Hilbert() {}

    /** Column of cell {@code d} in the high half, row in the low half. */
    private static long cell(int order, long d) {
        long x = 0;
        long y = 0;
        long rest = d;
        for (long s = 1; s < 1L << order; s <<= 1) {
            long rx = 1 & (rest / 2);
            long ry = 1 & (rest ^ rx);
            if (ry == 0) {
                if (rx == 1) {
                    x = s - 1 - x;
                    y = s - 1 - y;
                }
                long t = x;
                x = y;
                y = t;
            }
            x += s * rx;
            y += s * ry;
            rest /= 4;
        }
        return x << 32 | y;
    }

    static int column(int order, long d) {
        return (int) (cell(order, d) >>> 32);
    }

    static int row(int order, long d) {
        return (int) cell(order, d);
    }

    /** The place of an IPv4 prefix in the unit square of the whole space. */
    static Rectangle2D place(Prefix prefix) {
        return place(
                prefix.length(), prefix.length() == 0 ? 0 : prefix.network().high() >>> 64 - prefix.length());
    }

    /** The place of the numbers whose first {@code bits} bits are {@code value}. */
    private static Rectangle2D place(int bits, long value) {
        if (bits % 2 == 1) {
            return place(bits + 1, value * 2).createUnion(place(bits + 1, value * 2 + 1));
        }
        int order = bits / 2;
        double side = 1.0 / (1L << order);
        return new Rectangle2D.Double(column(order, value) * side, row(order, value) * side, side, side);
    }
}
