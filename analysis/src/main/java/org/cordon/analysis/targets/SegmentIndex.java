package org.cordon.analysis.targets;

import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;

/**
 * Cuts the address space into numbered segments, each from its start to the next one's. A look-up is a binary search in a
 * sorted primitive array; for IPv4 a table over the first 16 bits narrows it to a few steps, which is what makes millions
 * of look-ups a second on one core.
 *
 * <p>IPv4 and IPv6 segments are numbered apart, from 0; an address before the first start is in segment −1.
 */
final class SegmentIndex {
    private final int[] v4;
    private final int[] table = new int[(1 << 16) + 1];
    private final long[] v6high;
    private final long[] v6low;

    /**
     * @param v4 starts of the IPv4 segments, ascending as unsigned numbers, without repetition
     * @param v6high bits 0–63 of the starts of the IPv6 segments, ascending with {@code v6low}
     */
    SegmentIndex(int[] v4, long[] v6high, long[] v6low) {
        this.v4 = v4;
        this.v6high = v6high;
        this.v6low = v6low;
        int at = 0;
        for (int top = 0; top <= 1 << 16; top++) {
            while (at < v4.length && v4[at] >>> 16 < top) {
                at++;
            }
            table[top] = at;
        }
    }

    /** The number of the segment of {@code address} in its family. */
    int find(Address address) {
        return address.family() == Family.IPV4
                ? findV4((int) (address.high() >>> 32))
                : findV6(address.high(), address.low());
    }

    int findV4(int bits) {
        int top = bits >>> 16;
        int low = table[top];
        int high = table[top + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            // both have the same first 16 bits here, so that the rest compares as signed numbers
            if ((v4[middle] & 0xFFFF) <= (bits & 0xFFFF)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private int findV6(long bitsHigh, long bitsLow) {
        int low = 0;
        int high = v6high.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(v6high[middle], bitsHigh);
            if (order < 0 || (order == 0 && Long.compareUnsigned(v6low[middle], bitsLow) <= 0)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
