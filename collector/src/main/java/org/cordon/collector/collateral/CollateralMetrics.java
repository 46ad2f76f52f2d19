package org.cordon.collector.collateral;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.collateral.ServiceStatus;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;

/**
 * Who else is hit, country by country: at most {@value #MOST_COUNTRIES} countries, those with most innocent addresses;
 * categories and statuses are closed sets. Series go when the blocks do.
 */
public final class CollateralMetrics extends Collector {
    static final int MOST_COUNTRIES = 60;

    private final DamageView view;

    public CollateralMetrics(DamageView view) {
        this.view = view;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily services = new GaugeMetricFamily(
                "cordon_collateral_services",
                "Services with an address inside confirmed blocks; inferred ones are not measured, never add them up.",
                List.of("cc", "category", "status"));
        GaugeMetricFamily innocent = new GaugeMetricFamily(
                "cordon_innocent_addresses",
                "IPv4 addresses inside confirmed blocks that are not the target's, each counted once a country.",
                List.of("cc"));
        GaugeMetricFamily own = new GaugeMetricFamily(
                "cordon_target_addresses",
                "IPv4 addresses inside confirmed blocks that are the target's own.",
                List.of("cc", "target"));
        Damage damage = view.nowIfKnown();
        if (damage != null) {
            damage.entries().stream()
                    .filter(e -> e.kind() == DamageCase.Kind.COUNTRY)
                    .sorted(Comparator.comparing((Damage.Entry e) -> e.damage().otherAddresses())
                            .reversed())
                    .limit(MOST_COUNTRIES)
                    .forEach(e -> {
                        addresses(e.id(), e.damage(), damage.targetSpace(), innocent, own);
                        e.damage().categories().forEach(c -> category(e.id(), c, services));
                    });
        }
        return List.of(services, innocent, own);
    }

    private static void addresses(
            String cc,
            DamageReport report,
            List<Prefix> targetSpace,
            GaugeMetricFamily innocent,
            GaugeMetricFamily own) {
        List<Prefix> blocked = report.blocked().stream()
                .filter(prefix -> prefix.family() == Family.IPV4)
                .toList();
        BigInteger targets = PrefixSet.addresses(PrefixSet.intersection(blocked, targetSpace));
        innocent.addMetric(
                List.of(cc), PrefixSet.addresses(blocked).subtract(targets).doubleValue());
        own.addMetric(List.of(cc, report.target()), targets.doubleValue());
    }

    private static void category(String cc, CategoryDamage c, GaugeMetricFamily services) {
        for (ServiceStatus status : ServiceStatus.values()) {
            int count = switch (status) {
                case MEASURED_DOWN -> c.measuredDown();
                case MEASURED_IMPAIRED -> c.measuredImpaired();
                case MEASURED_UP -> c.measuredUp();
                case DOWN_EVERYWHERE -> c.downEverywhere();
                case INFERRED -> c.inferred();
            };
            services.addMetric(List.of(cc, word(c.category()), word(status)), count);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
