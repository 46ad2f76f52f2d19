package org.cordon.collector.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.detect.Coverage;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRange;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.analysis.targets.ProviderSnapshot;
import org.cordon.collector.metrics.CoverageMetrics.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Counts of how much of each provider's space each network can speak. Telegram's space is taken prefix by prefix with its
 * data centres, that of Google and Amazon as the smallest list of prefixes.
 */
final class CoverageSurvey {
    private static final String TELEGRAM = "telegram";

    private record Part(String provider, String region, Prefix prefix) {}

    private final List<Part> parts = new ArrayList<>();

    /** @param when whose edition of the ranges counts */
    CoverageSurvey(@Nullable ProviderRanges ranges, Instant when) {
        if (ranges == null) {
            return;
        }
        ProviderSnapshot then = ranges.at(when);
        ranges.edition(TELEGRAM, when).stream()
                .flatMap(edition -> edition.prefixes().stream())
                .forEach(prefix -> parts.add(new Part(TELEGRAM, region(then, prefix), prefix)));
        for (String provider : List.of("google", "amazon")) {
            ranges.edition(provider, when).map(ProviderEdition::prefixes).stream()
                    .flatMap(prefixes -> PrefixSet.aggregate(prefixes).stream())
                    .forEach(prefix -> parts.add(new Part(provider, "", prefix)));
        }
    }

    private static String region(ProviderSnapshot then, Prefix prefix) {
        return then.attribute(prefix.network()).stream()
                .filter(range -> range.provider().equals(TELEGRAM))
                .map(ProviderRange::region)
                .map(region -> region == null ? "" : region)
                .findFirst()
                .orElse("");
    }

    /** Adds what {@code detector} knows to {@code counts}; networks of which nothing is measured are left out. */
    void count(Detector detector, Map<Cell, Integer> counts) {
        Map<Cell, Integer> found = new HashMap<>();
        Set<Long> measuring = new HashSet<>();
        for (Part part : parts) {
            for (Coverage c : detector.coverage(part.prefix)) {
                found.merge(new Cell(c.cc(), c.asn(), part.provider, part.region, c.status()), 1, Integer::sum);
                if (c.status() != Coverage.Status.UNMEASURED) {
                    measuring.add(c.asn());
                }
            }
        }
        found.forEach((cell, count) -> {
            if (measuring.contains(cell.asn())) {
                counts.merge(cell, count, Integer::sum);
            }
        });
    }
}
