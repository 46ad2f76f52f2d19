package org.cordon.analysis.registry;

import static org.cordon.analysis.registry.Problem.Fate.NOTED;
import static org.cordon.analysis.registry.Problem.Fate.REFUSED;
import static org.cordon.analysis.registry.Problem.Fate.REPAIRED;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.Problem.Kind;
import org.cordon.analysis.targets.DelimitedLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dump format of zapret-info: {@code Updated: <time>}, then rows
 * {@code ip[ | ip|cidr …];domain;url;authority;decision;date}, in windows-1251. One pass, one row in memory at a time.
 */
final class DumpReader {
    private static final DateTimeFormatter UPDATED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XX", Locale.ROOT);
    private static final String HEADER = "Updated:";

    private final RegisterBuilder register = new RegisterBuilder();
    private final Problems problems = register.problems();
    private final AddressField addresses = new AddressField(problems);
    private final Map<String, LocalDate> dates = new HashMap<>();

    /** @throws IOException if nothing of it can be read; a file that breaks off is used as far as it goes */
    static Register read(InputStream in) throws IOException {
        return new DumpReader().readAll(new DumpLines(in));
    }

    private Register readAll(DumpLines lines) throws IOException {
        String line = lines.next();
        boolean first = true;
        while (line != null) {
            if (lines.tooLong()) {
                problems.add(lines.number(), Kind.TOO_LONG, REFUSED, "longer than " + DumpLines.LONGEST + " bytes");
            } else if (first && line.startsWith(HEADER)) {
                header(line);
            } else {
                row(line, lines);
            }
            if (first && register.edition() == null) {
                problems.add(
                        1,
                        Kind.NO_EDITION,
                        NOTED,
                        "the first line does not say 'Updated: <time>'; times of listing are unknown");
            }
            first = false;
            line = lines.next();
        }
        lines.encodingProblem().ifPresent(p -> problems.add(p.line(), p.kind(), p.fate(), p.reason()));
        lines.broken().ifPresent(why -> brokenOff(lines.number(), why));
        return register.build();
    }

    private void header(String line) {
        try {
            String time = line.substring(HEADER.length()).strip();
            register.edition(OffsetDateTime.parse(time, UPDATED).toInstant());
        } catch (DateTimeException e) {
            problems.add(1, Kind.DATE, REFUSED, "not a time: '" + line + "'");
        }
    }

    private void brokenOff(long line, String why) {
        register.truncated();
        problems.add(line, Kind.TRUNCATED, NOTED, why + "; what is missing after it is unknown");
    }

    private void row(String line, DumpLines lines) {
        if (line.isBlank()) {
            return;
        }
        long number = lines.number();
        List<String> fields = DelimitedLine.split(line, ';');
        if (fields.size() < 6) {
            if (lines.isLastWithoutEnd()) {
                brokenOff(number, "the dump ends in the middle of a row, which is not used");
            } else {
                problems.add(number, Kind.FIELDS, REFUSED, fields.size() + " fields instead of 6");
            }
            return;
        }
        if (fields.size() > 6) {
            problems.add(number, Kind.FIELDS, REPAIRED, "an unquoted ';' in the address of the page");
            fields = joinUrl(fields);
        }
        accept(number, fields);
    }

    /** The six fields of a row whose third was cut in pieces. */
    private static List<String> joinUrl(List<String> fields) {
        int tail = fields.size() - 3;
        List<String> six = new ArrayList<>(fields.subList(0, 2));
        six.add(String.join(";", fields.subList(2, tail)));
        six.addAll(fields.subList(tail, fields.size()));
        return six;
    }

    private void accept(long number, List<String> fields) {
        String ips = fields.get(0);
        String domain = fields.get(1);
        String url = fields.get(2);
        String authority = register.shared(fields.get(3));
        // trailing blanks would make two decisions of one: "27-31-2015/Ид4082-15 "
        String decision = register.shared(fields.get(4));
        String date = fields.get(5);
        long resource =
                new RowHash().add(ips).add(domain).add(url).add(decision).value();
        if (!register.isNew(
                number, resource, new RowHash().add(authority).add(date).value())) {
            return;
        }
        LocalDate decided = date(date, number);
        RegisterEntry entry =
                new RegisterEntry(number, null, authority, decision, decided, orNull(domain), orNull(url));
        List<Prefix> prefixes = prefixes(ips, number);
        register.countRow(!prefixes.isEmpty());
        TimeBounds since = register.since(decided);
        prefixes.forEach(prefix -> register.put(prefix, entry, since, null));
    }

    private List<Prefix> prefixes(String ips, long number) {
        if (ips.indexOf('|') < 0) {
            return ips.isEmpty() ? List.of() : addresses.read(ips, number);
        }
        List<Prefix> prefixes = new ArrayList<>();
        int from = 0;
        while (from <= ips.length()) {
            int bar = ips.indexOf('|', from);
            int end = bar < 0 ? ips.length() : bar;
            String text = ips.substring(from, end).strip();
            if (!text.isEmpty()) {
                prefixes.addAll(addresses.read(text, number));
            }
            from = end + 1;
        }
        return prefixes;
    }

    private @Nullable LocalDate date(String text, long number) {
        LocalDate known = dates.get(text);
        if (known != null) {
            return known;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            Instant edition = register.edition();
            if (edition != null
                    && date.atStartOfDay().toInstant(RegisterBuilder.MOSCOW).isAfter(edition)) {
                problems.add(
                        number,
                        Kind.DATE,
                        NOTED,
                        "decided on " + text + ", after the register was published; not used");
                return null;
            }
            dates.put(text, date);
            return date;
        } catch (DateTimeException e) {
            problems.add(number, Kind.DATE, NOTED, "not a date: '" + text + "'; the row is used without");
            return null;
        }
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
