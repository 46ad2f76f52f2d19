package org.cordon.analysis.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Reads a register in either of the formats in which it is found: the dump of zapret-info, the official XML export. */
public final class RegisterReader {
    private static final int LOOK_AHEAD = 64;

    private RegisterReader() {}

    /**
     * Reads to the end of {@code in}. Rows that cannot be used are left out and counted in {@link Register#problems}; a
     * file that breaks off is used as far as it goes, and the register then says that it is truncated.
     *
     * @param in unpacked
     * @throws IOException if reading fails, or nothing of it is a register
     */
    public static Register read(InputStream in) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(in, LOOK_AHEAD);
        byte[] start = new byte[LOOK_AHEAD];
        int length = stream.readNBytes(start, 0, LOOK_AHEAD);
        if (length == 0) {
            throw new IOException("the register is empty");
        }
        stream.unread(start, 0, length);
        return isXml(start, length) ? XmlExportReader.read(stream) : DumpReader.read(stream);
    }

    private static boolean isXml(byte[] start, int length) {
        int at = length > 2 && (start[0] & 0xFF) == 0xEF ? 3 : 0;
        while (at < length && start[at] <= ' ' && start[at] > 0) {
            at++;
        }
        return at < length && start[at] == '<';
    }
}
