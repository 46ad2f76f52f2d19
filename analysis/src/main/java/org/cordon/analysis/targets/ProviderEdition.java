package org.cordon.analysis.targets;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.prefix.PrefixTree;
import org.jspecify.annotations.Nullable;

/** What one provider published on one day. */
public final class ProviderEdition {
    private final String provider;
    private final LocalDate from;
    private final String provenance;
    private final PrefixTree<ProviderRange> tree = new PrefixTree<>();

    ProviderEdition(String provider, LocalDate from, String provenance, Collection<ProviderRange> ranges) {
        this.provider = provider;
        this.from = from;
        this.provenance = provenance;
        ranges.forEach(range -> tree.put(range.prefix(), range));
    }

    /**
     * Reads the lines of an edition's file: comments, the first of which says where it comes from, a header, and
     * {@code prefix,region,service}.
     *
     * @throws IllegalArgumentException if a line is none of these
     */
    public static ProviderEdition parse(String provider, LocalDate from, List<String> lines) {
        String provenance = lines.isEmpty() || !lines.get(0).startsWith("# ")
                ? "unknown"
                : lines.get(0).substring(2);
        List<ProviderRange> ranges = lines.stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .skip(1)
                .map(line -> range(provider, line))
                .toList();
        return new ProviderEdition(provider, from, provenance, ranges);
    }

    private static ProviderRange range(String provider, String row) {
        String[] fields = row.split(",", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("not prefix,region,service: '" + row + "'");
        }
        return new ProviderRange(Prefix.parse(fields[0]), provider, orNull(fields[1]), orNull(fields[2]));
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }

    public String provider() {
        return provider;
    }

    /** The day from which on it holds. */
    public LocalDate from() {
        return from;
    }

    /** Where the ranges come from, and under which licence. */
    public String provenance() {
        return provenance;
    }

    /** All prefixes, in the order of {@link Prefix#compareTo}; nested ones included. */
    public List<Prefix> prefixes() {
        List<Prefix> prefixes = new ArrayList<>();
        tree.forEach((prefix, range) -> prefixes.add(prefix));
        return prefixes;
    }

    Optional<ProviderRange> find(Address address) {
        return Optional.ofNullable(tree.longestMatch(address));
    }

    /** Addresses of {@code prefix} less {@code except}, by region; nested ranges count for the more specific one. */
    List<ProviderShare> shares(Prefix prefix, List<Prefix> except) {
        Map<String, BigInteger> byRegion = new TreeMap<>();
        List<Map.Entry<Prefix, ProviderRange>> covering = tree.findAllLessSpecific(prefix);
        if (!covering.isEmpty()) {
            add(byRegion, covering.get(covering.size() - 1).getValue(), prefix, except);
        }
        for (Map.Entry<Prefix, ProviderRange> inside : tree.findAllMoreSpecific(prefix)) {
            if (inside.getKey().length() > prefix.length()) {
                add(byRegion, inside.getValue(), inside.getKey(), except);
            }
        }
        return byRegion.entrySet().stream()
                .filter(e -> e.getValue().signum() > 0)
                .map(e -> new ProviderShare(provider, e.getKey().isEmpty() ? null : e.getKey(), e.getValue()))
                .toList();
    }

    /** Adds what of {@code area} is {@code range}'s own: less the ranges nested in it and the exceptions. */
    private void add(Map<String, BigInteger> byRegion, ProviderRange range, Prefix area, List<Prefix> except) {
        List<Prefix> without = new ArrayList<>(except);
        tree.findAllMoreSpecific(area).stream()
                .map(Map.Entry::getKey)
                .filter(nested -> nested.length() > area.length())
                .forEach(without::add);
        BigInteger lost = PrefixSet.addresses(PrefixSet.intersection(List.of(area), without));
        String region = range.region() == null ? "" : range.region();
        byRegion.merge(region, area.addresses().subtract(lost), BigInteger::add);
    }
}
