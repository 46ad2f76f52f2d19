package org.cordon.collector.metrics;

import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sums by their labels, of which the largest get a series each and all others one together, whose labels are
 * {@value #REST}: labels are memory, here and in Prometheus, and a sum must not become smaller by what is left out.
 */
final class Largest<K> {
    static final String REST = "other";

    private final Function<K, List<String>> labels;
    private final int most;
    private final Map<List<String>, Double> sums = new HashMap<>();

    /** @param most series, the one of the rest included */
    Largest(Function<K, List<String>> labels, int most) {
        this.labels = labels;
        this.most = most;
    }

    void add(K key, Number value) {
        sums.merge(labels.apply(key), value.doubleValue(), Double::sum);
    }

    void addTo(GaugeMetricFamily family) {
        List<Map.Entry<List<String>, Double>> sorted = new ArrayList<>(sums.entrySet());
        if (sorted.size() > most) {
            sorted.sort(Map.Entry.<List<String>, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(e -> e.getKey().toString()));
            List<Map.Entry<List<String>, Double>> rest = sorted.subList(most - 1, sorted.size());
            double sum = rest.stream().mapToDouble(Map.Entry::getValue).sum();
            List<String> names = Collections.nCopies(rest.get(0).getKey().size(), REST);
            rest.clear();
            family.addMetric(names, sum);
        }
        sorted.forEach(e -> family.addMetric(e.getKey(), e.getValue()));
    }
}
