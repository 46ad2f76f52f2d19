package org.cordon.collector.pictures;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.jspecify.annotations.Nullable;

/**
 * How many IPv4 addresses were cut off at each moment, each counted once however many networks or blocks cut it off. The space
 * is cut at every edge of any block into pieces; a block's begin and end count its pieces up and down.
 */
final class SpaceOverTime {
    /** Numbers of addresses from each time on: all, and those of the target. */
    record Step(Instant when, long all, long target) {}

    private final long[] edges;
    private final long[] targets;
    private final int[] covers;
    private long all;
    private long target;

    private SpaceOverTime(Collection<List<Prefix>> spaces, Collection<Prefix> targetSpace) {
        TreeSet<Long> cuts = new TreeSet<>();
        spaces.forEach(space -> space.forEach(prefix -> {
            cuts.add(first(prefix));
            cuts.add(end(prefix));
        }));
        this.edges = cuts.stream().mapToLong(cut -> cut).toArray();
        this.covers = new int[edges.length];
        this.targets = new long[edges.length];
        List<Prefix> target = PrefixSet.aggregate(targetSpace);
        for (Prefix prefix : target) {
            long from = first(prefix);
            while (from < end(prefix)) {
                int piece = piece(from);
                long to = Math.min(end(prefix), piece + 1 < edges.length ? edges[piece + 1] : Long.MAX_VALUE);
                if (piece >= 0) {
                    targets[piece] += to - from;
                }
                from = to;
            }
        }
    }

    private static long first(Prefix prefix) {
        return prefix.network().high() >>> 32;
    }

    private static long end(Prefix prefix) {
        return first(prefix) + (1L << 32 - prefix.length());
    }

    /** The piece that holds {@code address}; -1 before the first. */
    private int piece(long address) {
        int at = java.util.Arrays.binarySearch(edges, address);
        return at >= 0 ? at : -at - 2;
    }

    /**
     * Every change, in order.
     *
     * @param blocks those that count
     * @param targetSpace IPv4 prefixes of whom the blocks are meant for
     */
    static List<Step> steps(Collection<Block> blocks, Collection<Prefix> targetSpace) {
        Map<Block, List<Prefix>> spaces = new java.util.LinkedHashMap<>();
        blocks.forEach(block -> spaces.put(block, BlockedSpace.of(block)));
        SpaceOverTime space = new SpaceOverTime(spaces.values(), targetSpace);
        TreeMap<Instant, List<Runnable>> changes = new TreeMap<>();
        spaces.forEach((block, prefixes) -> {
            Instant end = block.ended();
            if (end == null || end.isAfter(block.started())) {
                at(changes, block.started()).add(() -> space.count(prefixes, 1));
                if (end != null) {
                    at(changes, end).add(() -> space.count(prefixes, -1));
                }
            }
        });
        List<Step> steps = new ArrayList<>();
        changes.forEach((when, all) -> {
            all.forEach(Runnable::run);
            steps.add(new Step(when, space.all, space.target));
        });
        return steps;
    }

    private static List<Runnable> at(TreeMap<Instant, List<Runnable>> changes, @Nullable Instant when) {
        return changes.computeIfAbsent(java.util.Objects.requireNonNull(when), w -> new ArrayList<>());
    }

    private void count(List<Prefix> prefixes, int by) {
        for (Prefix prefix : prefixes) {
            for (int i = piece(first(prefix)); i < edges.length && edges[i] < end(prefix); i++) {
                int before = covers[i];
                covers[i] += by;
                if (before == 0 || covers[i] == 0) {
                    all += by * (edges[i + 1] - edges[i]);
                    target += by * targets[i];
                }
            }
        }
    }

    /** The most that was cut off at once. */
    static BigInteger most(List<Step> steps) {
        return BigInteger.valueOf(steps.stream().mapToLong(Step::all).max().orElse(0));
    }
}
