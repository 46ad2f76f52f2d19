package org.cordon.collector.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderShare;
import org.cordon.collector.board.Board;

/**
 * How much of the IPv4 address space is cut off, and whose it is. Sizes are of sets: what several blocks or networks cut off
 * counts once in a country. Sums of networks are therefore larger than the country's figure.
 */
public final class SpaceMetrics extends Collector {
    /** Series for shares of providers; the largest shares are shown, the rest goes to provider {@code other}. */
    static final int MAX_SHARES = 2_000;

    /** Series by country, mechanism and cause: closed sets, but their product is large. */
    static final int MAX_KINDS = 2_000;

    private final Supplier<Board.Snapshot> board;

    public SpaceMetrics(Supplier<Board.Snapshot> board) {
        this.board = board;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<Block> confirmed = board.get().blocks().stream()
                .filter(b -> b.state() == BlockState.CONFIRMED && b.mergedInto() == null)
                .filter(b -> b.cidr().family() == Family.IPV4)
                .toList();
        return List.of(
                countries(confirmed), shares(confirmed), kinds(board.get().blocks()));
    }

    private static MetricFamilySamples countries(List<Block> confirmed) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_blocked_space_addresses",
                "IPv4 addresses that at least one network of the country cuts off, each counted once.",
                List.of("cc"));
        Map<String, List<Prefix>> spaces = new TreeMap<>();
        confirmed.forEach(
                b -> spaces.computeIfAbsent(b.cc(), cc -> new ArrayList<>()).addAll(space(b)));
        spaces.forEach((cc, space) -> family.addMetric(
                List.of(cc), PrefixSet.addresses(PrefixSet.aggregate(space)).doubleValue()));
        return family;
    }

    private static List<Prefix> space(Block block) {
        return PrefixSet.difference(List.of(block.cidr()), block.except());
    }

    private static MetricFamilySamples shares(List<Block> confirmed) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_blocked_provider_addresses",
                "IPv4 addresses of a provider and region inside confirmed blocks of a network.",
                List.of("cc", "asn", "provider", "region"));
        Map<List<String>, BigInteger> sums = new HashMap<>();
        for (Block b : confirmed) {
            for (ProviderShare s : b.providers()) {
                String region = s.region() == null ? "" : s.region();
                sums.merge(
                        List.of(b.cc(), String.valueOf(b.asn()), s.provider(), region), s.addresses(), BigInteger::add);
            }
        }
        Largest<List<String>> largest = new Largest<>(labels -> labels, MAX_SHARES);
        sums.forEach(largest::add);
        largest.addTo(family);
        return family;
    }

    private static MetricFamilySamples kinds(List<Block> blocks) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "cordon_active_blocks",
                "Suspected and confirmed blocks by the first of their mechanisms and by cause.",
                List.of("cc", "mechanism", "cause", "state"));
        Largest<Block> counts = new Largest<>(
                b -> List.of(b.cc(), mechanism(b), BlockMetrics.word(b.cause()), BlockMetrics.word(b.state())),
                MAX_KINDS);
        blocks.stream().filter(BlockMetrics::isActive).forEach(b -> counts.add(b, 1));
        counts.addTo(family);
        return family;
    }

    /** The first of a block's mechanisms, so that each block counts once. */
    static String mechanism(Block block) {
        return block.mechanisms().stream()
                .min(Comparator.naturalOrder())
                .map(BlockMetrics::word)
                .orElse("unknown");
    }
}
