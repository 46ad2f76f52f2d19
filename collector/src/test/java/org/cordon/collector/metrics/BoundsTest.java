package org.cordon.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Coverage;
import org.cordon.analysis.detect.Incident;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.TestBlocks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However much comes in, and whatever senders call themselves, the series stay within what docs/collector.md says. */
final class BoundsTest {
    /** As docs/collector.md says it, without those of registry and collateral, which have tests of their own. */
    private static final int ALL = 100_000;

    private static final int BLOCKS = 8_000;
    private static final int NETWORKS = 8_000;

    private final CollectorRegistry registry = new CollectorRegistry();
    private final PipelineMetrics pipeline = new PipelineMetrics(registry, () -> Instant.parse("2026-03-20T12:00:00Z"));
    private final CoverageMetrics coverage = new CoverageMetrics().register(registry);

    @BeforeEach
    void flood() {
        List<Block> blocks = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            String cidr = "52." + i / 256 + "." + i % 256 + ".0/24";
            Block block = TestBlocks.block(1_000L + i, cidr, "2026-03-20T00:00:00Z")
                    .in(country(i))
                    .build();
            blocks.add(block);
            incidents.add(TestBlocks.incident(1, block));
        }
        Board board = TestBlocks.board(blocks, incidents);
        new BlockMetrics(board).register(registry);
        new SpaceMetrics(board::snapshot).register(registry);
        new IncidentMetrics(board::snapshot).register(registry);
        new IncidentDamageMetrics(board::snapshot, () -> id -> null).register(registry);
        floodPipeline();
    }

    private static String country(int i) {
        return "" + (char) ('A' + i % 26) + (char) ('A' + i / 26 % 26);
    }

    private void floodPipeline() {
        Map<CoverageMetrics.Cell, Integer> cells = new HashMap<>();
        for (int i = 0; i < NETWORKS; i++) {
            for (String list : List.of("telegram", "google", "made-up-" + i)) {
                String test = i % 2 == 0 ? "tcp" : "test-" + i;
                pipeline.accepted(
                        new PipelineMetrics.Kind(country(i), 1_000L + i, known(list), known(test), i % 3 == 0), 1);
            }
            pipeline.spoke(country(i), 1_000L + i, "site" + i);
            for (Coverage.Status status : Coverage.Status.values()) {
                cells.put(new CoverageMetrics.Cell(country(i), 1_000L + i, "amazon", "", status), 1);
            }
        }
        coverage.set(cells);
    }

    /** What the outside may say stands for itself only where it is known. */
    private static String known(String word) {
        return word.startsWith("made-up") || word.startsWith("test-") ? "other" : word;
    }

    private Map<String, List<Sample>> series() {
        Map<String, List<Sample>> all = new HashMap<>();
        for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
            family.samples.forEach(
                    s -> all.computeIfAbsent(s.name, n -> new ArrayList<>()).add(s));
        }
        return all;
    }

    @Test
    void no_family_has_more_series_than_its_bound_and_all_together_not_more_than_the_page_says() {
        Map<String, List<Sample>> series = series();
        Map<String, Integer> bounds = new HashMap<>(Map.of(
                "cordon_observations_total", PipelineMetrics.MAX_KINDS + 500,
                "cordon_network_sites", 2_001,
                "cordon_coverage_prefixes", CoverageMetrics.MAX_SERIES,
                "cordon_block_started_seconds", BlockMetrics.MAX_BLOCKS,
                "cordon_block_confidence", BlockMetrics.MAX_BLOCKS,
                "cordon_block_evidence", 3 * BlockMetrics.MAX_BLOCKS,
                "cordon_blocks", BlockMetrics.MAX_SUMS,
                "cordon_blocked_addresses", BlockMetrics.MAX_SUMS));
        bounds.put("cordon_blocked_provider_addresses", SpaceMetrics.MAX_SHARES);
        bounds.put("cordon_active_blocks", SpaceMetrics.MAX_KINDS);
        bounds.put("cordon_active_incidents", IncidentMetrics.MAX_KINDS);
        bounds.put("cordon_incident_started_seconds", IncidentMetrics.MAX_SERIES);
        bounds.put("cordon_incident_addresses", IncidentMetrics.MAX_SERIES);
        bounds.forEach((name, most) -> {
            int count = Objects.requireNonNull(series.get(name), name).size();
            assertTrue(count <= most, name + " has " + count);
            assertTrue(count >= Math.min(most / 5, 600), name + " has only " + count + ": the test floods nothing");
        });
        int all = series.values().stream().mapToInt(List::size).sum();
        assertTrue(all <= ALL, "all together " + all);
    }

    @Test
    void what_gets_no_series_of_its_own_still_counts_in_the_sums() {
        Map<String, List<Sample>> series = series();
        assertEquals(BLOCKS, sum(series, "cordon_blocks"));
        assertEquals(BLOCKS * 256.0, sum(series, "cordon_blocked_addresses"));
        assertEquals(BLOCKS, sum(series, "cordon_active_blocks"));
        assertEquals(BLOCKS, sum(series, "cordon_active_incidents"));
        assertEquals(NETWORKS * 3.0, sum(series, "cordon_observations_total"));
        assertEquals(NETWORKS * 5.0, sum(series, "cordon_coverage_prefixes"));
    }

    private static double sum(Map<String, List<Sample>> series, String name) {
        return series.getOrDefault(name, List.of()).stream()
                .mapToDouble(s -> s.value)
                .sum();
    }

    @Test
    void no_series_names_an_address_and_blocks_leave_theirs_when_they_end() {
        Set<String> labels = new HashSet<>();
        series().values().forEach(list -> list.forEach(s -> labels.addAll(s.labelNames)));
        assertTrue(Collections.disjoint(labels, List.of("ip", "address", "host", "probe", "site")), labels.toString());
        CollectorRegistry one = new CollectorRegistry();
        Block ended = TestBlocks.block(1, "52.0.0.0/24", "2026-03-20T00:00:00Z")
                .ended("2026-03-20T01:00:00Z")
                .build();
        Board board = TestBlocks.board(List.of(ended), List.of(TestBlocks.incident(1, ended)));
        new BlockMetrics(board).register(one);
        new IncidentMetrics(board::snapshot).register(one);
        List<String> left = Collections.list(one.metricFamilySamples()).stream()
                .flatMap(family -> family.samples.stream())
                .filter(s -> s.labelNames.contains("cidr"))
                .map(Sample::toString)
                .toList();
        assertEquals(List.of(), left);
    }

    @Test
    void the_largest_are_shown_and_the_rest_is_one_series() {
        Largest<Integer> largest = new Largest<>(i -> List.of("n" + i, "x"), 3);
        IntStream.rangeClosed(1, 10).forEach(i -> largest.add(i, i));
        io.prometheus.client.GaugeMetricFamily family =
                new io.prometheus.client.GaugeMetricFamily("f", "h", List.of("a", "b"));
        largest.addTo(family);
        Map<List<String>, Double> told = new HashMap<>();
        family.samples.forEach(s -> told.put(s.labelValues, s.value));
        assertEquals(Map.of(List.of("n10", "x"), 10.0, List.of("n9", "x"), 9.0, List.of("other", "other"), 36.0), told);
    }
}
