package org.cordon.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Truth;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.analysis.targets.ProviderShare;
import org.cordon.analysis.wire.Json;

/** What the scenario says that must be seen in the end, worked out without the collector. */
final class Script {
    private final List<Truth> truth;
    private final ProviderRanges ranges = ProviderRanges.bundled();
    private final Instant now = Instant.now();
    private final Map<List<String>, long[]> attempts = new HashMap<>();

    /** @param observations what the probes measured: [worked, all] by network, list and test */
    Script(Scenario scenario, Path observations) throws IOException {
        truth = Truth.at(scenario, scenario.duration());
        try (var lines = Files.lines(observations)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode o = Json.mapper().readTree(line);
                String list = o.path("list").asText();
                boolean named = List.of("telegram", "google", "amazon", "collateral", "control")
                        .contains(list);
                long[] count = attempts.computeIfAbsent(
                        List.of(
                                o.path("cc").asText(),
                                o.path("asn").asText(),
                                named ? list : "other",
                                o.path("test").asText()),
                        key -> new long[2]);
                count[0] += o.path("failure").isNull() ? 1 : 0;
                count[1]++;
            }
        }
    }

    List<Prefix> space() {
        return PrefixSet.aggregate(truth.stream().map(Truth::cidr).toList());
    }

    List<Prefix> space(long asn) {
        return truth.stream().filter(t -> t.asn() == asn).map(Truth::cidr).toList();
    }

    /** What of {@code prefix} is cut off. */
    double inside(String prefix) {
        return size(PrefixSet.intersection(space(), List.of(Prefix.parse(prefix))));
    }

    static double size(List<Prefix> prefixes) {
        return PrefixSet.addresses(prefixes).doubleValue();
    }

    List<Prefix> prefixes(String provider) {
        return PrefixSet.aggregate(ranges.edition(provider, now).orElseThrow().prefixes());
    }

    double telegrams() {
        return size(PrefixSet.intersection(space(), prefixes("telegram")));
    }

    /** Addresses cut off in one network, by provider and region. */
    Map<List<String>, Double> shares(long asn) {
        Map<List<String>, Double> sums = new HashMap<>();
        for (Prefix cidr : space(asn)) {
            for (ProviderShare s : ranges.shares(cidr, List.of(), now)) {
                String region = s.region() == null ? "" : s.region();
                sums.merge(List.of(s.provider(), region), s.addresses().doubleValue(), Double::sum);
            }
        }
        return sums;
    }

    /** The share of attempts that worked, summed by some of [cc, asn, list, test]. */
    Map<List<String>, Double> worked(String cc, String asn, String list, int... by) {
        Map<List<String>, long[]> sums = new HashMap<>();
        attempts.forEach((key, count) -> {
            boolean wanted = List.of("", key.get(0)).contains(cc)
                    && List.of("", key.get(1)).contains(asn)
                    && List.of("", key.get(2)).contains(list);
            if (wanted) {
                List<String> group = new ArrayList<>();
                for (int i : by) {
                    group.add(key.get(i));
                }
                long[] sum = sums.computeIfAbsent(group, g -> new long[2]);
                sum[0] += count[0];
                sum[1] += count[1];
            }
        });
        Map<List<String>, Double> shares = new HashMap<>();
        sums.forEach((key, sum) -> shares.put(key, (double) sum[0] / sum[1]));
        return shares;
    }

    double observations() {
        return attempts.values().stream().mapToLong(count -> count[1]).sum();
    }

    /** How many prefixes are cut off by each first mechanism. */
    Map<String, Integer> mechanisms() {
        Map<String, TreeSet<Prefix>> prefixes = new TreeMap<>();
        truth.forEach(t -> prefixes.computeIfAbsent(
                        t.mechanism().name().toLowerCase(java.util.Locale.ROOT), m -> new TreeSet<>())
                .add(t.cidr()));
        Map<String, Integer> counts = new TreeMap<>();
        prefixes.forEach((mechanism, set) -> counts.put(mechanism, set.size()));
        return counts;
    }
}
