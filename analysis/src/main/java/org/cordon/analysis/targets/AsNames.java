package org.cordon.analysis.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The names of autonomous systems, from the list that is shipped with Cordon (see docs/data.md). Takes 6 MB. */
public final class AsNames {
    private static final String RESOURCE = "as-names.txt.gz";

    private final long[] asns;
    private final String[] names;

    private AsNames(long[] asns, String[] names) {
        this.asns = asns;
        this.names = names;
    }

    /** The shipped list; every call reads it again. */
    public static AsNames bundled() {
        try (InputStream stream = AsNames.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource " + RESOURCE);
            }
            return read(new BufferedReader(new InputStreamReader(new GZIPInputStream(stream, 1 << 16), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
        }
    }

    /** Lines of the difference to the AS number before, a tab and the name. */
    private static AsNames read(BufferedReader lines) throws IOException {
        long[] asns = new long[1 << 16];
        String[] names = new String[1 << 16];
        int size = 0;
        long asn = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            asn += Long.parseLong(line, 0, tab, 10);
            if (size == asns.length) {
                asns = Arrays.copyOf(asns, size * 2);
                names = Arrays.copyOf(names, size * 2);
            }
            asns[size] = asn;
            names[size++] = line.substring(tab + 1);
        }
        return new AsNames(Arrays.copyOf(asns, size), Arrays.copyOf(names, size));
    }

    /** The name under which {@code asn} is registered. */
    public Optional<String> of(long asn) {
        int at = Arrays.binarySearch(asns, asn);
        return at < 0 ? Optional.empty() : Optional.of(names[at]);
    }
}
