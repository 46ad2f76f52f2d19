package org.cordon.analysis.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The provider ranges that are shipped as resources beside this class: {@code editions.csv} lists them, each file's first
 * comment says where it comes from.
 */
final class BundledRanges {
    private BundledRanges() {}

    static List<ProviderEdition> read() {
        return lines("editions.csv").stream()
                .filter(BundledRanges::isRow)
                .skip(1)
                .map(BundledRanges::edition)
                .toList();
    }

    private static ProviderEdition edition(String row) {
        String[] fields = row.split(",", -1);
        return ProviderEdition.parse(fields[0], LocalDate.parse(fields[1]), lines(fields[2]));
    }

    private static boolean isRow(String line) {
        return !line.startsWith("#") && !line.isBlank();
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = BundledRanges.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks its resource " + resource);
            }
            List<String> lines = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }
}
