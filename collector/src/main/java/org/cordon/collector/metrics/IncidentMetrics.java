package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.collector.board.Board;

/** Incidents one by one while they last, the newest {@value #MAX_SERIES}; and how late verdicts come. */
public final class IncidentMetrics extends Collector {
    static final int MAX_SERIES = 500;
    static final int MAX_KINDS = 2_000;
    private static final List<String> LABELS = List.of("id", "cc", "cidr", "provider");

    private final Supplier<Board.Snapshot> board;

    public IncidentMetrics(Supplier<Board.Snapshot> board) {
        this.board = board;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily started = family("started_seconds", "When each active incident began, since the epoch.");
        GaugeMetricFamily blocking = family("networks_blocking", "Networks that block the prefix now.");
        GaugeMetricFamily measured = family("networks_measured", "Networks of the country that measured it.");
        GaugeMetricFamily addresses =
                family("addresses", "Addresses that at least one network cuts off now, of each active incident.");
        Board.Snapshot snapshot = board.get();
        newest(snapshot).forEach(i -> {
            List<String> labels = List.of(i.id(), i.cc(), i.cidr().toString(), provider(snapshot, i));
            started.addMetric(labels, i.started().toEpochMilli() / 1e3);
            blocking.addMetric(labels, i.networksBlocking());
            measured.addMetric(labels, i.networksMeasured());
            addresses.addMetric(labels, blocked(snapshot, i).doubleValue());
        });
        return List.of(started, blocking, measured, addresses, kinds(snapshot), delay(snapshot.blocks()));
    }

    /** The incidents that get series of their own. */
    static List<Incident> newest(Board.Snapshot snapshot) {
        return snapshot.incidents().stream()
                .filter(i -> i.ended() == null)
                .sorted(Comparator.comparing(Incident::started).reversed())
                .limit(MAX_SERIES)
                .toList();
    }

    private static MetricFamilySamples kinds(Board.Snapshot snapshot) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_active_incidents",
                "Active incidents by mechanism and cause of the first network that blocks.",
                List.of("cc", "mechanism", "cause"));
        Largest<List<String>> counts = new Largest<>(labels -> labels, MAX_KINDS);
        snapshot.incidents().stream().filter(i -> i.ended() == null).forEach(i -> counts.add(kind(snapshot, i), 1));
        counts.addTo(family);
        return family;
    }

    private static List<String> kind(Board.Snapshot snapshot, Incident incident) {
        return incident.networks().stream()
                .filter(member -> member.ended() == null)
                .sorted(Comparator.comparing(Incident.Member::started))
                .map(member -> snapshot.blocksById().get(member.block()))
                .filter(Objects::nonNull)
                .map(b -> List.of(incident.cc(), SpaceMetrics.mechanism(b), BlockMetrics.word(b.cause())))
                .findFirst()
                .orElse(List.of(incident.cc(), "unknown", "unknown"));
    }

    /** Of the blocks that hold now: an incident that was wider once keeps its prefix, but not these addresses. */
    private static BigInteger blocked(Board.Snapshot snapshot, Incident incident) {
        List<Prefix> space = new ArrayList<>();
        for (Incident.Member member : incident.networks()) {
            Block block = member.ended() == null ? snapshot.blocksById().get(member.block()) : null;
            if (block != null) {
                space.addAll(PrefixSet.difference(List.of(block.cidr()), block.except()));
            }
        }
        return PrefixSet.addresses(PrefixSet.aggregate(space));
    }

    private static GaugeMetricFamily family(String what, String help) {
        return new GaugeMetricFamily("cordon_incident_" + what, help, LABELS);
    }

    /** The provider with the largest share, as the widest block says. */
    private static String provider(Board.Snapshot snapshot, Incident incident) {
        Prefix cidr = incident.cidr();
        return incident.networks().stream()
                .map(member -> snapshot.blocksById().get(member.block()))
                .filter(Objects::nonNull)
                .filter(block -> block.cidr().equals(cidr) && !block.providers().isEmpty())
                .map(block -> block.providers().get(0).provider())
                .findFirst()
                .orElse("");
    }

    private static MetricFamilySamples delay(List<Block> blocks) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_detection_delay_seconds",
                "From the begin of a block to its first verdict: quantiles over all blocks that were published.",
                List.of("quantile"));
        double[] delays = blocks.stream()
                .filter(b -> b.confirmed() != null)
                .mapToDouble(IncidentMetrics::seconds)
                .sorted()
                .toArray();
        if (delays.length > 0) {
            family.addMetric(List.of("0.5"), delays[(delays.length - 1) / 2]);
            family.addMetric(List.of("0.9"), delays[(int) Math.ceil(0.9 * delays.length) - 1]);
        }
        return family;
    }

    private static double seconds(Block block) {
        return Duration.between(block.started(), block.detected()).toMillis() / 1e3;
    }
}
