package org.cordon.analysis.targets;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * One property (AS or country) over the address space of one family: ascending starts, and an index into a dictionary for
 * the segment that begins there. IPv4 starts are addresses, IPv6 starts the first 64 bits of them.
 *
 * <p>On disk the starts are differences, written as the number of trailing zero bits and what stands before them, in
 * columns: prefixes are aligned, so both columns are small numbers that compress well.
 */
final class OriginLayer {
    private static final int MOST_SEGMENTS = 1 << 22;

    private final long[] starts;
    private final int[] values;

    OriginLayer(long[] starts, int[] values) {
        this.starts = starts;
        this.values = values;
    }

    void write(DataOutputStream out) throws IOException {
        Varint.write(out, starts.length);
        for (int i = 0; i < starts.length; i++) {
            out.write(Long.numberOfTrailingZeros(difference(i)));
        }
        for (int i = 0; i < starts.length; i++) {
            long difference = difference(i);
            Varint.write(out, difference == 0 ? 0 : difference >>> Long.numberOfTrailingZeros(difference));
        }
        for (int value : values) {
            Varint.write(out, value);
        }
    }

    private long difference(int i) {
        return i == 0 ? starts[0] : starts[i] - starts[i - 1];
    }

    static OriginLayer read(DataInputStream in, int dictionary) throws IOException {
        int count = Varint.readCount(in, MOST_SEGMENTS);
        byte[] zeros = new byte[count];
        in.readFully(zeros);
        long[] starts = new long[count];
        long start = 0;
        for (int i = 0; i < count; i++) {
            long difference = Varint.read(in) << (zeros[i] & 63);
            start += difference;
            if (i > 0 && Long.compareUnsigned(start, starts[i - 1]) <= 0) {
                throw new IOException("segment " + i + " does not begin after the one before it");
            }
            starts[i] = start;
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = Varint.readCount(in, dictionary - 1);
        }
        return new OriginLayer(starts, values);
    }

    /** The segments of both layers, cut wherever one of them changes. */
    static OriginTable join(OriginLayer asn, OriginLayer country, int[] asns, boolean v6) {
        int most = asn.starts.length + country.starts.length;
        long[] starts = new long[most];
        int[] numbers = new int[most];
        byte[] codes = new byte[most];
        int a = 0;
        int c = 0;
        int size = 0;
        while (a < asn.starts.length || c < country.starts.length) {
            boolean takeAsn = c == country.starts.length
                    || (a < asn.starts.length && Long.compareUnsigned(asn.starts[a], country.starts[c]) <= 0);
            long start = takeAsn ? asn.starts[a] : country.starts[c];
            if (a < asn.starts.length && asn.starts[a] == start) {
                a++;
            }
            if (c < country.starts.length && country.starts[c] == start) {
                c++;
            }
            starts[size] = start;
            numbers[size] = a == 0 ? 0 : asns[asn.values[a - 1]];
            codes[size] = (byte) (c == 0 ? 0 : country.values[c - 1]);
            size++;
        }
        long[] trimmed = Arrays.copyOf(starts, size);
        long[] none = new long[v6 ? size : 0];
        return new OriginTable(
                v6 ? trimmed : none, v6 ? none : trimmed, Arrays.copyOf(numbers, size), Arrays.copyOf(codes, size));
    }
}
