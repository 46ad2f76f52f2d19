package org.cordon.analysis.targets;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Whole numbers in as few bytes as they need: seven bits a byte, the lowest first (LEB128). */
final class Varint {
    private Varint() {}

    static void write(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static long read(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    /** Reads a number of things; a damaged file must not ask for more memory than {@code most} of them need. */
    static int readCount(DataInputStream in, int most) throws IOException {
        long count = read(in);
        if (count < 0 || count > most) {
            throw new IOException(Long.toUnsignedString(count) + " entries, more than " + most);
        }
        return (int) count;
    }
}
