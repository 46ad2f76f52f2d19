package org.cordon.analysis.targets;

import java.util.ArrayList;
import java.util.List;

/** Splits one line of CSV; a field that begins with a quotation mark may contain the separator, never a line end. */
public final class DelimitedLine {
    private DelimitedLine() {}

    /** The fields of {@code line}, without the quotation marks and the blanks around them. */
    public static List<String> split(String line, char separator) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (from <= line.length()) {
            boolean quoted = from < line.length() && line.charAt(from) == '"';
            int quote = quoted ? closingQuote(line, from + 1, separator) : -1;
            if (quote >= 0) {
                fields.add(line.substring(from + 1, quote).replace("\"\"", "\""));
                from = quote + 2;
            } else {
                int end = line.indexOf(separator, from);
                end = end < 0 ? line.length() : end;
                fields.add(line.substring(from, end).strip());
                from = end + 1;
            }
        }
        return fields;
    }

    /** Where the quoted field that begins at {@code from} ends, or −1 if its mark is only a part of the text. */
    private static int closingQuote(String line, int from, char separator) {
        int at = line.indexOf('"', from);
        while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
            at = line.indexOf('"', at + 2);
        }
        boolean ends = at >= 0 && (at + 1 == line.length() || line.charAt(at + 1) == separator);
        return ends ? at : -1;
    }
}
