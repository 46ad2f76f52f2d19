package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.prefix.Family;
import org.cordon.collector.board.Board;

/** The blocks as gauges, made anew from the board at each scrape: what has ended leaves no stale series behind. */
public final class BlockMetrics extends Collector {
    /** Active blocks that get a series of their own; all of them are in the sums. */
    static final int MAX_BLOCKS = 2_000;

    /** Series of each sum by network. */
    static final int MAX_SUMS = 5_000;

    private static final List<String> LABELS = List.of("id", "cc", "asn", "cidr");

    private final Board board;

    public BlockMetrics(Board board) {
        this.board = board;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<Block> blocks = board.snapshot().blocks();
        List<Block> active = blocks.stream().filter(BlockMetrics::isActive).toList();
        return List.of(
                counts(blocks), addresses(active), each(active), confidence(active), evidence(active), incidents());
    }

    static boolean isActive(Block block) {
        return block.state() == BlockState.SUSPECTED || block.state() == BlockState.CONFIRMED;
    }

    private static MetricFamilySamples counts(List<Block> blocks) {
        GaugeMetricFamily family =
                new GaugeMetricFamily("cordon_blocks", "Blocks by network and state.", List.of("cc", "asn", "state"));
        Largest<Block> counts = new Largest<>(b -> List.of(b.cc(), String.valueOf(b.asn()), word(b.state())), MAX_SUMS);
        blocks.forEach(b -> counts.add(b, 1));
        counts.addTo(family);
        return family;
    }

    private static MetricFamilySamples addresses(List<Block> active) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_blocked_addresses", "IPv4 addresses inside confirmed blocks.", List.of("cc", "asn"));
        Largest<Block> sums = new Largest<>(b -> List.of(b.cc(), String.valueOf(b.asn())), MAX_SUMS);
        active.stream()
                .filter(b -> b.state() == BlockState.CONFIRMED && b.cidr().family() == Family.IPV4)
                .forEach(b -> sums.add(b, b.addresses()));
        sums.addTo(family);
        return family;
    }

    private MetricFamilySamples each(List<Block> active) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_block_started_seconds",
                "When each active block began, in seconds since the epoch.",
                List.of("id", "incident", "cc", "asn", "cidr", "state", "cause", "mechanism", "provider"));
        Map<String, String> incidents = incidentsByBlock();
        for (Block b : newest(active)) {
            family.addMetric(
                    List.of(
                            b.id(),
                            incidents.getOrDefault(b.id(), ""),
                            b.cc(),
                            String.valueOf(b.asn()),
                            b.cidr().toString(),
                            word(b.state()),
                            word(b.cause()),
                            b.mechanisms().stream()
                                    .map(BlockMetrics::word)
                                    .sorted()
                                    .collect(Collectors.joining("+")),
                            b.providers().isEmpty() ? "" : b.providers().get(0).provider()),
                    b.started().toEpochMilli() / 1e3);
        }
        return family;
    }

    /** The prefix of the incident that each block is part of: at one time there is one incident a prefix and country. */
    private Map<String, String> incidentsByBlock() {
        Map<String, String> incidents = new HashMap<>();
        board.snapshot().incidents().stream()
                .filter(incident -> incident.ended() == null)
                .forEach(incident -> incident.networks()
                        .forEach(m -> incidents.put(m.block(), incident.cidr().toString())));
        return incidents;
    }

    private static MetricFamilySamples confidence(List<Block> active) {
        GaugeMetricFamily family =
                new GaugeMetricFamily("cordon_block_confidence", "Posterior probability of each active block.", LABELS);
        newest(active).forEach(b -> family.addMetric(labels(b), b.confidence()));
        return family;
    }

    private static List<String> labels(Block b) {
        return List.of(b.id(), b.cc(), String.valueOf(b.asn()), b.cidr().toString());
    }

    private static MetricFamilySamples evidence(List<Block> active) {
        List<String> names = new ArrayList<>(LABELS);
        names.add("of");
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_block_evidence", "How many observations, sites and targets each active block rests on.", names);
        for (Block b : newest(active)) {
            add(family, b, "observations", b.observations());
            add(family, b, "sites", b.sites());
            add(family, b, "targets", b.targets());
        }
        return family;
    }

    private static void add(GaugeMetricFamily family, Block block, String what, long count) {
        List<String> labels = new ArrayList<>(labels(block));
        labels.add(what);
        family.addMetric(labels, count);
    }

    private MetricFamilySamples incidents() {
        GaugeMetricFamily family =
                new GaugeMetricFamily("cordon_incidents", "Incidents by country and state.", List.of("cc", "state"));
        Map<List<String>, Integer> counts = new HashMap<>();
        board.snapshot()
                .incidents()
                .forEach(i -> counts.merge(List.of(i.cc(), i.ended() == null ? "active" : "ended"), 1, Integer::sum));
        counts.forEach(family::addMetric);
        return family;
    }

    private static List<Block> newest(List<Block> active) {
        if (active.size() <= MAX_BLOCKS) {
            return active;
        }
        List<Block> sorted = new ArrayList<>(active);
        sorted.sort((a, b) -> b.started().compareTo(a.started()));
        return sorted.subList(0, MAX_BLOCKS);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
