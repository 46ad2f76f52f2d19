package org.cordon.collector.words;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cordon.analysis.collateral.DamageSummary;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of one incident.
 *
 * @param blocks its blocks, by network, then start; none of them missing, or there is no story
 * @param damage who else is hit; null where that is not known, or the incident is over
 */
public record Story(
        Incident incident, List<Block> blocks, @Nullable DamageSummary damage) {

    public Story {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("an incident without blocks tells nothing");
        }
    }

    /** The story of {@code incident}; null while one of its blocks has not been read yet. */
    public static @Nullable Story of(
            Incident incident, Map<String, Block> blocksById, Function<String, @Nullable DamageSummary> damage) {
        List<Block> blocks = new ArrayList<>();
        for (Incident.Member member : incident.networks()) {
            Block block = blocksById.get(member.block());
            if (block == null) {
                return null;
            }
            blocks.add(block);
        }
        return blocks.isEmpty() ? null : new Story(incident, blocks, damage.apply(incident.id()));
    }

    public boolean isOver() {
        return incident.ended() != null;
    }

    /** The blocks that the story is about: those that hold, or all of them when it is over. */
    List<Block> current() {
        return isOver()
                ? blocks
                : blocks.stream().filter(block -> block.ended() == null).toList();
    }

    /** How many networks that is. */
    long networks() {
        return current().stream().map(Block::asn).distinct().count();
    }

    /** Of how many that were measured; never fewer than {@link #networks}. */
    long measured() {
        return Math.max(incident.networksMeasured(), networks());
    }

    /** The block that began first. */
    Block first() {
        return blocks.stream()
                .min(Comparator.comparing(Block::started).thenComparing(Block::id))
                .orElseThrow();
    }

    /** The widest of the current blocks. */
    Block widest() {
        return current().stream()
                .min(Comparator.comparing((Block block) -> block.cidr().length())
                        .thenComparing(Block::id))
                .orElse(first());
    }

    /** How many addresses each of these networks cuts off at the least. */
    BigInteger least() {
        return current().stream()
                .map(Block::addressesMin)
                .min(Comparator.naturalOrder())
                .orElse(widest().addressesMin());
    }

    /** Whether all of these networks cut off the same, and its edges are known. */
    boolean isExact() {
        return current().stream()
                .allMatch(b -> b.addressesMin().equals(b.addressesMax())
                        && b.addressesMin().equals(least()));
    }

    /** Whether some of these networks cut off only parts of the prefix. */
    boolean isUneven() {
        return current().stream().anyMatch(block -> !block.cidr().equals(incident.cidr()));
    }

    /** When anything of it last changed in a way that readers care for. */
    public Instant updated() {
        return blocks.stream()
                .map(Story::changed)
                .max(Comparator.naturalOrder())
                .orElse(incident.started());
    }

    private static Instant changed(Block block) {
        Instant newest = block.detected();
        for (Instant other : new Instant[] {block.confirmed(), block.ended()}) {
            newest = other != null && other.isAfter(newest) ? other : newest;
        }
        return newest;
    }

    /** When it first could be told. */
    public Instant published() {
        return blocks.stream()
                .map(b -> b.confirmed() == null ? b.detected() : b.confirmed())
                .min(Comparator.naturalOrder())
                .orElse(incident.started());
    }
}
