package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import org.cordon.collector.supervise.Condition;

/** How each part of the collector fares, as {@code /readyz} says it. */
public final class PartMetrics extends Collector {
    private final List<Condition> parts;

    /** @param parts looked at anew at each scrape */
    public PartMetrics(List<Condition> parts) {
        this.parts = parts;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily up =
                new GaugeMetricFamily("cordon_part_up", "1 where a part does its work.", List.of("part"));
        GaugeMetricFamily waiting =
                new GaugeMetricFamily("cordon_part_lag_records", "Records that wait for a part.", List.of("part"));
        for (Condition part : parts) {
            up.addMetric(List.of(part.name()), part.isWell() ? 1 : 0);
            if (part.lag() >= 0) {
                waiting.addMetric(List.of(part.name()), part.lag());
            }
        }
        return List.of(up, waiting);
    }
}
