package org.cordon.collector.pictures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.jspecify.annotations.Nullable;

/** The IPv4 space that confirmed blocks cut off, by their inner bound: what is not certain is not drawn. */
final class BlockedSpace {
    private BlockedSpace() {}

    /** The blocks that count, whenever they held. @param cc their country; null: any */
    static List<Block> counting(Collection<Block> blocks, @Nullable String cc) {
        return blocks.stream()
                .filter(b -> b.confirmed() != null && b.state() != BlockState.RETRACTED)
                .filter(b -> b.cidr().family() == Family.IPV4 && b.hosts().isEmpty())
                .filter(b -> cc == null || b.cc().equals(cc))
                .toList();
    }

    /** What {@code block} cuts off. */
    static List<Prefix> of(Block block) {
        return PrefixSet.difference(List.of(block.cidrAtLeast()), block.except());
    }

    /** What they cut off at {@code when}, as the smallest list of prefixes. */
    static List<Prefix> at(Collection<Block> blocks, @Nullable String cc, Instant when) {
        List<Prefix> space = new ArrayList<>();
        counting(blocks, cc).stream().filter(b -> holds(b, when)).forEach(b -> space.addAll(of(b)));
        return PrefixSet.aggregate(space);
    }

    private static boolean holds(Block block, Instant when) {
        Instant end = block.ended();
        return !block.started().isAfter(when) && (end == null || end.isAfter(when));
    }
}
