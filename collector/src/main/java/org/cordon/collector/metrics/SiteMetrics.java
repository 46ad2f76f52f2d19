package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many sites of each network spoke of late: a verdict is only as good as who stands behind it. */
public final class SiteMetrics extends Collector {
    private static final Duration WINDOW = Duration.ofHours(1);

    /** Sites remembered in all; a hundred thousand volunteers fit. */
    private static final int MAX_SITES = 200_000;

    private record Place(String cc, String asn, String site) {}

    private final Map<Place, Instant> seen = new HashMap<>();
    private final InstantSource clock;

    public SiteMetrics(InstantSource clock) {
        this.clock = clock;
    }

    /** @param asn bounded in number by the caller; {@code site} or the probe where none is known */
    synchronized void spoke(String cc, String asn, String site) {
        Place place = new Place(cc, asn, site);
        if (seen.size() < MAX_SITES || seen.containsKey(place)) {
            seen.put(place, clock.instant());
        }
    }

    @Override
    public synchronized List<MetricFamilySamples> collect() {
        Instant horizon = clock.instant().minus(WINDOW);
        Map<List<String>, Integer> counts = new HashMap<>();
        seen.forEach((place, last) ->
                counts.merge(List.of(place.cc, place.asn), last.isBefore(horizon) ? 0 : 1, Integer::sum));
        seen.values().removeIf(last -> last.isBefore(horizon.minus(WINDOW)));
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_network_sites",
                "Sites that sent observations within the last hour; 0 for another hour after the last fell silent.",
                List.of("cc", "asn"));
        counts.forEach(family::addMetric);
        return List.of(family);
    }
}
