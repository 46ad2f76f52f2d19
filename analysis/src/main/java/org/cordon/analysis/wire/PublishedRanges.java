package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.DelimitedLine;
import org.cordon.analysis.targets.ProviderRange;
import org.cordon.analysis.targets.SpecialPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists in which providers publish their address ranges. A prefix that is listed for several services stands once,
 * with all of them; one that cannot be used is left out and named.
 */
public final class PublishedRanges {
    /** Services that a provider lists for everything: named only where nothing else is. */
    private static final String EVERYTHING = "AMAZON";

    private static final int MOST_REFUSALS = 1_000;
    private static final int WIDEST_V4 = 6;
    private static final int WIDEST_V6 = 16;

    /** How a list is written. */
    public enum Form {
        /** One prefix a line, or a geofeed (RFC 8805): {@code prefix,country,region,…}; {@code #} begins a comment. */
        LINES,
        /** Amazon's ip-ranges.json. */
        AMAZON,
        /** Google's goog.json and cloud.json. */
        GOOGLE,
        /** Oracle's public_ip_ranges.json. */
        ORACLE,
        /** Microsoft's ServiceTags_Public.json. */
        AZURE,
        /** GitHub's meta document. */
        GITHUB
    }

    private record Detail(TreeSet<String> regions, TreeSet<String> services) {}

    private final String provider;
    private final Map<Prefix, Detail> found = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();

    public PublishedRanges(String provider) {
        this.provider = provider;
    }

    /** Takes one list in. @throws IOException if it is not of that form at all */
    public void read(Form form, byte[] list) throws IOException {
        if (form == Form.LINES) {
            lines(new String(list, UTF_8));
            return;
        }
        JsonNode root = Json.mapper().readTree(list);
        switch (form) {
            case AMAZON -> {
                each(root, "prefixes", n -> add(n.path("ip_prefix"), text(n, "region"), text(n, "service")));
                each(root, "ipv6_prefixes", n -> add(n.path("ipv6_prefix"), text(n, "region"), text(n, "service")));
            }
            case GOOGLE ->
                each(
                        root,
                        "prefixes",
                        n -> add(
                                n.has("ipv4Prefix") ? n.path("ipv4Prefix") : n.path("ipv6Prefix"),
                                text(n, "scope"),
                                text(n, "service")));
            case ORACLE ->
                each(
                        root,
                        "regions",
                        region -> region.path("cidrs").forEach(cidr -> {
                            List<String> tags = new ArrayList<>();
                            cidr.path("tags").forEach(tag -> tags.add(tag.asText()));
                            add(cidr.path("cidr"), text(region, "region"), String.join("+", tags));
                        }));
            case AZURE ->
                each(
                        root,
                        "values",
                        value -> value.path("properties")
                                .path("addressPrefixes")
                                .forEach(prefix -> add(
                                        prefix,
                                        text(value.path("properties"), "region"),
                                        text(value.path("properties"), "systemService"))));
            case GITHUB ->
                root.properties().stream()
                        .filter(e -> e.getValue().isArray() && !e.getKey().startsWith("ssh_"))
                        .forEach(e -> e.getValue().forEach(prefix -> add(prefix, null, e.getKey())));
            case LINES -> throw new IllegalStateException("lines are no JSON");
        }
    }

    private interface Visit {
        void node(JsonNode node);
    }

    private void each(JsonNode root, String key, Visit visit) throws IOException {
        if (!root.path(key).isArray()) {
            throw new IOException("it has no list '" + key + "'");
        }
        root.path(key).forEach(visit::node);
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.path(key).isTextual() ? node.path(key).asText() : null;
    }

    private void lines(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    List<String> fields = DelimitedLine.split(line, ',');
                    String region = fields.size() > 2 && !fields.get(2).isEmpty() ? fields.get(2) : null;
                    add(fields.get(0), region == null && fields.size() > 1 ? fields.get(1) : region, null);
                });
    }

    private void add(JsonNode prefix, @Nullable String region, @Nullable String service) {
        add(prefix.asText(""), region, service);
    }

    private void add(String text, @Nullable String region, @Nullable String services) {
        try {
            Prefix prefix = Prefix.parse(text);
            SpecialPurpose.of(prefix).ifPresent(kind -> {
                throw new IllegalArgumentException("it is not public unicast space: " + kind);
            });
            if (prefix.length() < (prefix.family().bits() == 32 ? WIDEST_V4 : WIDEST_V6)) {
                throw new IllegalArgumentException("no provider has as much as that");
            }
            Detail detail = found.computeIfAbsent(prefix, p -> new Detail(new TreeSet<>(), new TreeSet<>()));
            word(region, detail.regions);
            for (String service : services == null ? new String[0] : services.split("[+]")) {
                word(service, detail.services);
            }
        } catch (IllegalArgumentException e) {
            if (refusals.size() < MOST_REFUSALS) {
                refusals.add("'" + text.substring(0, Math.min(60, text.length())) + "': " + e.getMessage());
            }
        }
    }

    /** Names go into a file of one row a line: whatever is no plain word is left out. */
    private static void word(@Nullable String text, TreeSet<String> words) {
        if (text != null && text.matches("[A-Za-z0-9 ._/-]{1,60}")) {
            words.add(text);
        }
    }

    /** All prefixes so far, in the order of {@link Prefix#compareTo}. */
    public List<ProviderRange> ranges() {
        List<ProviderRange> ranges = new ArrayList<>();
        found.forEach((prefix, detail) -> {
            if (detail.services.size() > 1) {
                detail.services.remove(EVERYTHING);
            }
            ranges.add(new ProviderRange(prefix, provider, joined(detail.regions), joined(detail.services)));
        });
        return ranges;
    }

    private static @Nullable String joined(TreeSet<String> words) {
        return words.isEmpty() ? null : String.join("+", words);
    }

    /** Prefixes that were left out, each with the reason. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}
