package org.cordon.analysis.targets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * A list of targets, read from CSV with a header line. Columns {@code ip}, {@code port} and {@code list} are required;
 * {@code host}, {@code provider}, {@code region}, {@code source}, {@code verified_at}, {@code expires},
 * {@code anycast} are optional; others are ignored. Lines that start with {@code #} are comments. Fields hold no commas.
 *
 * @param targets in the order of the file, without repetitions
 * @param refusals lines that were not accepted, with the reason; the rest is used
 */
public record TargetList(List<Target> targets, List<Refusal> refusals) {

    /** Longest list that is read, in lines. */
    public static final int MAX_LINES = 2_000_000;

    private static final int MAX_LINE_LENGTH = 2_000;

    /** One line that was refused. */
    public record Refusal(long line, String reason) {}

    /**
     * Reads a list to its end.
     *
     * @param own tells this machine's own addresses, which are refused like private ones
     * @throws IOException if reading fails or there is no usable header line
     */
    public static TargetList read(Reader reader, Predicate<Address> own) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        Parser parser = new Parser(own);
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (++number > MAX_LINES) {
                parser.refuse(number, "the list is longer than " + MAX_LINES + " lines; the rest was not read");
                break;
            }
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                parser.line(number, text);
            }
        }
        return parser.finish();
    }

    /** The list that a probe uses when it is given no other: published service endpoints only. */
    public static TargetList bundled(Predicate<Address> own) throws IOException {
        try (InputStream stream = TargetList.class.getResourceAsStream("targets.csv")) {
            if (stream == null) {
                throw new IOException("this build lacks its resource targets.csv");
            }
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8), own);
        }
    }

    private static final class Parser {
        private final Predicate<Address> own;
        private final List<Target> targets = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable Map<String, Integer> columns;

        Parser(Predicate<Address> own) {
            this.own = own;
        }

        void line(long number, String text) throws IOException {
            if (columns == null) {
                columns = header(text);
                return;
            }
            try {
                if (text.length() > MAX_LINE_LENGTH) {
                    throw new IllegalArgumentException("line is longer than " + MAX_LINE_LENGTH + " characters");
                }
                add(text.split(",", -1));
            } catch (IllegalArgumentException | DateTimeException e) {
                refuse(number, String.valueOf(e.getMessage()));
            }
        }

        private static Map<String, Integer> header(String text) throws IOException {
            Map<String, Integer> columns = new HashMap<>();
            String[] names = text.split(",", -1);
            for (int i = 0; i < names.length; i++) {
                columns.put(names[i].strip(), i);
            }
            for (String required : List.of("ip", "port", "list")) {
                if (!columns.containsKey(required)) {
                    throw new IOException("the first line of a target list names its columns; '" + required
                            + "' is not among them: " + text.substring(0, Math.min(80, text.length())));
                }
            }
            return columns;
        }

        private void add(String[] fields) {
            Address ip = Address.parse(required(fields, "ip"));
            Optional<String> special = SpecialPurpose.of(ip);
            if (special.isPresent()) {
                throw new IllegalArgumentException(ip + " is not a public address: " + special.get());
            }
            if (own.test(ip)) {
                throw new IllegalArgumentException(ip + " is this machine's own address");
            }
            int port = number(required(fields, "port"));
            String list = required(fields, "list");
            String host = optional(fields, "host");
            if (!seen.add(ip + " " + port + " " + list + " " + host)) {
                throw new IllegalArgumentException(ip + " port " + port + " is in list '" + list + "' twice");
            }
            String source = optional(fields, "source");
            targets.add(new Target(
                    ip,
                    port,
                    list,
                    host,
                    optional(fields, "provider"),
                    optional(fields, "region"),
                    source == null ? "unknown" : source,
                    time(optional(fields, "verified_at")),
                    time(optional(fields, "expires")),
                    "true".equals(optional(fields, "anycast"))));
        }

        private static int number(String text) {
            if (!text.matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("not a port: '" + text + "'");
            }
            return Integer.parseInt(text);
        }

        private static @Nullable Instant time(@Nullable String text) {
            return text == null ? null : Instant.parse(text);
        }

        private String required(String[] fields, String column) {
            String value = optional(fields, column);
            if (value == null) {
                throw new IllegalArgumentException("column '" + column + "' is empty");
            }
            return value;
        }

        private @Nullable String optional(String[] fields, String column) {
            Integer index = columns == null ? null : columns.get(column);
            String value = index == null || index >= fields.length ? "" : fields[index].strip();
            return value.isEmpty() ? null : value;
        }

        void refuse(long number, String reason) {
            refusals.add(new Refusal(number, reason));
        }

        TargetList finish() throws IOException {
            if (columns == null) {
                throw new IOException("the target list is empty: its first line must name the columns");
            }
            return new TargetList(List.copyOf(targets), List.copyOf(refusals));
        }
    }
}
