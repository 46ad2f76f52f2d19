package org.cordon.analysis.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.zip.GZIPInputStream;

/** Registers to test with. */
final class Dumps {
    static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    private Dumps() {}

    /** The register of 2018-05-05, as it was found: truncated upstream. */
    static Register real() {
        try (InputStream in = new GZIPInputStream(
                Dumps.class.getResourceAsStream("rkn-registry-dump-20180505T132500Z-truncated.csv.cp1251.gz"))) {
            return RegisterReader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Register read(String... lines) {
        return read(String.join("\n", lines) + "\n", WINDOWS_1251);
    }

    static Register read(String text, Charset charset) {
        try {
            return RegisterReader.read(new ByteArrayInputStream(text.getBytes(charset)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
