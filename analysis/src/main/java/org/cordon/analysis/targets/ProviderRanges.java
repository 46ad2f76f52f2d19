package org.cordon.analysis.targets;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * Whose an address is, by the ranges that the providers themselves publish, as of a given day: a block of 2018 is
 * explained by the ranges of 2018. Where lists overlap (GitHub lives in Microsoft's space) every owner is named.
 */
public final class ProviderRanges {
    /** Per provider the editions by the day from which on they hold. */
    private final Map<String, NavigableMap<LocalDate, ProviderEdition>> editions;

    ProviderRanges(List<ProviderEdition> editions) {
        Map<String, NavigableMap<LocalDate, ProviderEdition>> byProvider = new TreeMap<>();
        for (ProviderEdition edition : editions) {
            byProvider.computeIfAbsent(edition.provider(), p -> new TreeMap<>()).put(edition.from(), edition);
        }
        this.editions = byProvider;
    }

    /** The ranges that are shipped with Cordon; a second call reads them again. */
    public static ProviderRanges bundled() {
        return new ProviderRanges(BundledRanges.read());
    }

    /** These and {@code more} editions; of two of one provider and day, the later in the list counts. */
    public ProviderRanges and(List<ProviderEdition> more) {
        List<ProviderEdition> all = new ArrayList<>(editions());
        all.addAll(more);
        return new ProviderRanges(all);
    }

    /** All editions, by provider, then day. */
    public List<ProviderEdition> editions() {
        return editions.values().stream().flatMap(e -> e.values().stream()).toList();
    }

    /**
     * The edition of {@code provider} that held at {@code when}: the newest that is not younger, else the oldest.
     * Empty for an unknown provider.
     */
    public Optional<ProviderEdition> edition(String provider, Instant when) {
        NavigableMap<LocalDate, ProviderEdition> known = editions.get(provider);
        if (known == null) {
            return Optional.empty();
        }
        Map.Entry<LocalDate, ProviderEdition> entry = known.floorEntry(LocalDate.ofInstant(when, ZoneOffset.UTC));
        return Optional.of((entry == null ? known.firstEntry() : entry).getValue());
    }

    /** The edition of each provider that held at {@code when}, by provider. */
    public List<ProviderEdition> current(Instant when) {
        return editions.keySet().stream()
                .flatMap(provider -> edition(provider, when).stream())
                .toList();
    }

    /** Whose every address was at {@code when}. Making it takes a moment: ask it for many addresses. */
    public ProviderSnapshot at(Instant when) {
        List<ProviderEdition> current = current(when);
        List<Prefix> prefixes =
                current.stream().flatMap(e -> e.prefixes().stream()).toList();
        return new ProviderSnapshot(prefixes, address -> owners(current, address));
    }

    /** The most specific range of each edition that holds {@code address}, in their order. */
    static List<ProviderRange> owners(List<ProviderEdition> editions, Address address) {
        List<ProviderRange> owners = new ArrayList<>();
        editions.forEach(e -> e.find(address).ifPresent(owners::add));
        return owners;
    }

    /**
     * How many addresses of {@code prefix}, less {@code except}, each provider and region owns at {@code when}; the
     * largest first. Owners overlap, so the sum may exceed the size of the prefix.
     */
    public List<ProviderShare> shares(Prefix prefix, List<Prefix> except, Instant when) {
        List<ProviderShare> shares = new ArrayList<>();
        for (String provider : editions.keySet()) {
            edition(provider, when).ifPresent(e -> shares.addAll(e.shares(prefix, except)));
        }
        shares.sort(Comparator.comparing(ProviderShare::addresses, Comparator.<BigInteger>reverseOrder())
                .thenComparing(ProviderShare::provider)
                .thenComparing(s -> s.region() == null ? "" : s.region()));
        return List.copyOf(shares);
    }
}
