package org.cordon.analysis.collateral;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/** How the rows of one kind of list become services. */
final class RowForm {
    /** When the addresses of 2018 held: the source is of 5 June, the campaign began on 16 April; it says no more. */
    private static final Instant FROM_2018 = Instant.parse("2018-04-16T05:00:00Z");

    private static final Instant TO_2018 = Instant.parse("2018-06-05T00:00:00Z");

    private final Map<String, Integer> columns;
    private final String source;

    private RowForm(Map<String, Integer> columns, String source) {
        this.columns = columns;
        this.source = source;
    }

    /** @throws IOException if the first line is that of no known list */
    static RowForm of(Map<String, Integer> columns, String source) throws IOException {
        boolean named = columns.containsKey("name") && columns.containsKey("domain");
        boolean citizenLab = columns.containsKey("url") && columns.containsKey("category_code");
        boolean tranco = columns.size() == 2
                && columns.entrySet().stream()
                        .anyMatch(e -> e.getValue() == 0 && e.getKey().matches("[0-9]{1,9}"));
        if (!named && !citizenLab && !tranco) {
            throw new IOException(source + " is no list of services: its first line is neither 'name,domain,…' nor "
                    + "'url,category_code,…' (Citizen Lab) nor '1,example.com' (Tranco)");
        }
        return new RowForm(tranco ? Map.of() : columns, source);
    }

    boolean firstLineIsData() {
        return columns.isEmpty();
    }

    void read(List<String> fields, CatalogueReader catalogue) {
        if (columns.isEmpty()) {
            tranco(fields, catalogue);
        } else if (columns.containsKey("url")) {
            citizenLab(fields, catalogue);
        } else {
            named(fields, catalogue);
        }
    }

    private void named(List<String> fields, CatalogueReader catalogue) {
        String name = field(fields, "name");
        if (name == null) {
            throw new IllegalArgumentException("no name");
        }
        String domain = field(fields, "domain");
        List<String> domains = domain == null ? List.of() : List.of(domain(domain));
        String ip = field(fields, "ip_2018");
        Address address = ip == null ? null : Address.parse(ip);
        String category = field(fields, "category");
        String from = field(fields, "source");
        catalogue.add(new Service(
                name,
                domains,
                category == null ? Category.OTHER : Category.of(category),
                from == null ? source : from,
                field(fields, "date"),
                field(fields, "confidence")));
        if (address != null && !domains.isEmpty()) {
            catalogue.addresses().add(domains.get(0), address, FROM_2018, TO_2018);
        }
    }

    private void citizenLab(List<String> fields, CatalogueReader catalogue) {
        String url = field(fields, "url");
        if (url == null) {
            throw new IllegalArgumentException("no url");
        }
        String domain = domain(url);
        String code = field(fields, "category_code");
        catalogue.add(new Service(
                domain,
                List.of(domain),
                code == null ? Category.OTHER : Category.of(code),
                source,
                field(fields, "date_added"),
                null));
    }

    private void tranco(List<String> fields, CatalogueReader catalogue) {
        if (fields.size() != 2 || !fields.get(0).matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("not 'rank,domain'");
        }
        String domain = domain(fields.get(1));
        catalogue.add(new Service(domain, List.of(domain), Category.OTHER, source, null, null));
    }

    private @Nullable String field(List<String> fields, String column) {
        Integer index = columns.get(column);
        String text = index == null || index >= fields.size() ? "" : fields.get(index);
        return text.isEmpty() ? null : text;
    }

    /** The host name in {@code text}, which may be a URL; in lower case, without a leading {@code www.}. */
    static String domain(String text) {
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = ServiceAddresses.key(rest.substring(0, end));
        boolean name =
                host.length() <= 253 && host.indexOf('.') > 0 && host.chars().allMatch(RowForm::isHostCharacter);
        if (!name) {
            throw new IllegalArgumentException(
                    "not a host name: '" + text.substring(0, Math.min(80, text.length())) + "'");
        }
        return host;
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c > 127;
    }
}
