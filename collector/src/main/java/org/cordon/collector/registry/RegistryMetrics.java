package org.cordon.collector.registry;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.cordon.analysis.registry.NetworkScore;
import org.cordon.analysis.registry.ScoreCard;

/**
 * The register against what is enforced, a minute old at most: at most {@value #MOST_NETWORKS} networks, those that block most.
 * Without a register there are no series.
 */
public final class RegistryMetrics extends Collector {
    static final int MOST_NETWORKS = 500;

    private final RegistryView view;
    private final InstantSource clock;

    public RegistryMetrics(RegistryView view, InstantSource clock) {
        this.view = view;
        this.clock = clock;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily listed = new GaugeMetricFamily(
                "cordon_registry_listed_addresses",
                "Addresses that are certainly in the censor's register.",
                List.of());
        GaugeMetricFamily networks = new GaugeMetricFamily(
                "cordon_registry_addresses",
                "Addresses of a network by what the register says and what is enforced; each has one class.",
                List.of("cc", "asn", "class"));
        ScoreCard card = view.nowIfKnown(clock.instant());
        if (card != null) {
            listed.addMetric(List.of(), card.listed().doubleValue());
            card.networks().stream()
                    .sorted(Comparator.comparing(NetworkScore::blocked).reversed())
                    .limit(MOST_NETWORKS)
                    .forEach(score -> network(score, networks));
        }
        return List.of(listed, networks);
    }

    private static void network(NetworkScore score, GaugeMetricFamily networks) {
        add(score, "listed_blocked", score.listedAndBlocked(), networks);
        add(score, "listed_open", score.listedNotBlocked(), networks);
        add(score, "listed_unknown", score.listedUnmeasured(), networks);
        add(score, "blocked_perhaps_listed", score.blockedPerhapsListed(), networks);
        add(score, "blocked_lifted", score.liftedStillBlocked(), networks);
        add(score, "blocked_not_listed", score.blockedNotListed(), networks);
    }

    private static void add(NetworkScore score, String kind, BigInteger addresses, GaugeMetricFamily networks) {
        networks.addMetric(List.of(score.cc(), String.valueOf(score.asn()), kind), addresses.doubleValue());
    }
}
