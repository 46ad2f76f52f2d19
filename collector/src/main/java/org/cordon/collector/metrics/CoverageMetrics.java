package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.detect.Coverage;

/** Of how much of Telegram's, Google's and Amazon's space each network can speak: without it, silence looks like freedom. */
public final class CoverageMetrics extends Collector {
    static final int MAX_SERIES = 20_000;
    private static final List<String> LABELS = List.of("cc", "asn", "provider", "region", "status");

    private volatile Map<Cell, Integer> prefixes = Map.of();

    /**
     * Prefixes that are counted together.
     *
     * @param region of the provider, empty where its regions are not told apart
     */
    public record Cell(String cc, long asn, String provider, String region, Coverage.Status status) {
        List<String> labels() {
            return List.of(cc, String.valueOf(asn), provider, region, BlockMetrics.word(status));
        }
    }

    /** @param counts how many prefixes there are of each kind now */
    public void set(Map<Cell, Integer> counts) {
        prefixes = Map.copyOf(counts);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_coverage_prefixes",
                "Prefixes of a provider by what a network can say of them: open, blocked, insufficient, no_control,"
                        + " unmeasured. Networks that measured nothing have none.",
                LABELS);
        Largest<Cell> largest = new Largest<>(Cell::labels, MAX_SERIES);
        prefixes.forEach(largest::add);
        largest.addTo(family);
        return List.of(family);
    }
}
