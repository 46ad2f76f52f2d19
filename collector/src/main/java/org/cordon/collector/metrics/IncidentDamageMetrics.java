package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.prefix.Family;
import org.cordon.collector.board.Board;
import org.jspecify.annotations.Nullable;

/** Who else is hit by each active incident, while it lasts: of the same incidents as {@link IncidentMetrics}. */
public final class IncidentDamageMetrics extends Collector {
    private final Supplier<Board.Snapshot> board;
    private final Supplier<Function<String, @Nullable DamageReport>> damage;

    /** @param damage the reports of now by incident; null for what cannot be said */
    public IncidentDamageMetrics(
            Supplier<Board.Snapshot> board, Supplier<Function<String, @Nullable DamageReport>> damage) {
        this.board = board;
        this.damage = damage;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily innocent = new GaugeMetricFamily(
                "cordon_incident_innocent_addresses",
                "IPv4 addresses of each active incident that are not the target's.",
                List.of("id", "cc", "cidr"));
        GaugeMetricFamily services = new GaugeMetricFamily(
                "cordon_incident_services",
                "Services with an address inside each active incident, by status; inferred ones are not measured.",
                List.of("id", "cc", "cidr", "status"));
        Function<String, @Nullable DamageReport> known = damage.get();
        for (Incident incident : IncidentMetrics.newest(board.get())) {
            DamageReport report = known.apply(incident.id());
            if (report != null) {
                add(incident, report, innocent, services);
            }
        }
        return List.of(innocent, services);
    }

    private static void add(
            Incident incident, DamageReport report, GaugeMetricFamily innocent, GaugeMetricFamily services) {
        List<String> labels =
                List.of(incident.id(), incident.cc(), incident.cidr().toString());
        if (incident.cidr().family() == Family.IPV4) {
            innocent.addMetric(labels, report.otherAddresses().doubleValue());
        }
        byStatus(report).forEach((status, count) -> {
            List<String> one = new ArrayList<>(labels);
            one.add(status);
            services.addMetric(one, count);
        });
    }

    private static Map<String, Integer> byStatus(DamageReport report) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String status :
                List.of("measured_down", "measured_impaired", "measured_up", "down_everywhere", "inferred")) {
            counts.put(status, 0);
        }
        for (CategoryDamage c : report.categories()) {
            counts.merge("measured_down", c.measuredDown(), Integer::sum);
            counts.merge("measured_impaired", c.measuredImpaired(), Integer::sum);
            counts.merge("measured_up", c.measuredUp(), Integer::sum);
            counts.merge("down_everywhere", c.downEverywhere(), Integer::sum);
            counts.merge("inferred", c.inferred(), Integer::sum);
        }
        return counts;
    }
}
