package org.cordon.analysis.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes {@code origins.bin.gz} and {@code as-names.txt.gz} from the npm packages {@code @ip-location-db/asn} and
 * {@code @ip-location-db/asn-country}. Run in an empty folder, after {@code ./mvnw -pl analysis test-compile}:
 *
 * <pre>npm pack @ip-location-db/asn @ip-location-db/asn-country
 * mkdir asn country
 * tar xzf ip-location-db-asn-2*.tgz -C asn --strip-components=1
 * tar xzf ip-location-db-asn-country-*.tgz -C country --strip-components=1
 * java -cp $CORDON/analysis/target/classes:$CORDON/analysis/target/test-classes \
 *     org.cordon.analysis.targets.OriginTableTool asn country 2026-06-17 \
 *     $CORDON/analysis/src/main/resources/org/cordon/analysis/targets</pre>
 *
 * <p>The rows are not clean: one range overlaps the next; then the next wins. IPv6 is kept to the /64, in which the
 * last row that begins there wins (183 of 103,197 rows are finer).
 */
final class OriginTableTool {
    private static final BigInteger HALF = BigInteger.ONE.shiftLeft(64);

    private OriginTableTool() {}

    private record Row(long start, long end, String value) {}

    public static void main(String[] args) throws IOException {
        Path asn = Path.of(args[0]);
        Path country = Path.of(args[1]);
        LocalDate date = LocalDate.parse(args[2]);
        Path out = Path.of(args[3]);
        Map<Long, String> names = new TreeMap<>();
        List<Row> v4asn = rows(asn.resolve("asn-ipv4-num.csv"), false, names);
        List<Row> v6asn = rows(asn.resolve("asn-ipv6-num.csv"), true, names);
        List<Row> v4country = rows(country.resolve("asn-country-ipv4-num.csv"), false, null);
        List<Row> v6country = rows(country.resolve("asn-country-ipv6-num.csv"), true, null);
        Map<String, Integer> asns = dictionary("0", v4asn, v6asn);
        Map<String, Integer> countries = dictionary("", v4country, v6country);
        try (DataOutputStream data = new DataOutputStream(gzip(out.resolve("origins.bin.gz")))) {
            OriginCodec.write(
                    data,
                    date,
                    words(asns).stream().mapToInt(Integer::parseUnsignedInt).toArray(),
                    words(countries).toArray(String[]::new),
                    layer(v4asn, asns, "0"),
                    layer(v4country, countries, ""),
                    layer(v6asn, asns, "0"),
                    layer(v6country, countries, ""));
        }
        writeNames(names, out.resolve("as-names.txt.gz"));
    }

    private static List<Row> rows(Path file, boolean v6, Map<Long, String> names) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = DelimitedLine.split(line, ',');
                rows.add(new Row(number(fields.get(0), v6), number(fields.get(1), v6), fields.get(2)));
                if (names != null) {
                    names.put(Long.parseLong(fields.get(2)), fields.get(3).replace('\t', ' '));
                }
            }
        }
        return rows;
    }

    private static long number(String text, boolean v6) {
        return v6 ? new BigInteger(text).divide(HALF).longValue() : Long.parseLong(text);
    }

    /** Words to indices: {@code none} first, then by how often they occur, then by themselves. */
    @SafeVarargs
    private static Map<String, Integer> dictionary(String none, List<Row>... tables) {
        Map<String, Integer> counts = new TreeMap<>();
        for (List<Row> rows : tables) {
            rows.forEach(row -> counts.merge(row.value(), 1, Integer::sum));
        }
        counts.remove(none);
        List<String> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(Comparator.<String, Integer>comparing(w -> -counts.get(w))
                .thenComparing(String::length)
                .thenComparing(w -> w));
        Map<String, Integer> indices = new HashMap<>();
        indices.put(none, 0);
        sorted.forEach(word -> indices.put(word, indices.size()));
        return indices;
    }

    private static List<String> words(Map<String, Integer> dictionary) {
        return dictionary.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static OriginLayer layer(List<Row> rows, Map<String, Integer> dictionary, String none) {
        List<Long> starts = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean isLast = i + 1 == rows.size();
            long next = isLast ? 0 : rows.get(i + 1).start();
            if (!isLast && next == row.start()) {
                continue;
            }
            add(starts, values, row.start(), dictionary.get(row.value()));
            if (isLast || Long.compareUnsigned(row.end() + 1, next) < 0) {
                add(starts, values, row.end() + 1, dictionary.get(none));
            }
        }
        return new OriginLayer(
                starts.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void add(List<Long> starts, List<Integer> values, long start, int value) {
        if (values.isEmpty() || values.get(values.size() - 1) != value) {
            starts.add(start);
            values.add(value);
        }
    }

    private static void writeNames(Map<Long, String> names, Path file) throws IOException {
        try (Writer out = new OutputStreamWriter(gzip(file), UTF_8)) {
            long before = 0;
            for (Map.Entry<Long, String> name : names.entrySet()) {
                out.write((name.getKey() - before) + "\t" + name.getValue() + "\n");
                before = name.getKey();
            }
        }
    }

    private static GZIPOutputStream gzip(Path file) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }
}
