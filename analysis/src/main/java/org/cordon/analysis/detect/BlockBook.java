package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cordon.analysis.prefix.Prefix;

/**
 * The blocks of one network through time: which of today's findings is which of yesterday's. A finding that overlaps an
 * active block continues it, whatever became of its edges; the one that began first keeps its id, the others merge into it.
 */
final class BlockBook {
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    void save(DataOutput out) throws IOException {
        out.writeInt(blocks.size());
        for (Block block : blocks.values()) {
            BlockCodec.write(out, block);
        }
    }

    static BlockBook restore(DataInput in) throws IOException {
        BlockBook book = new BlockBook();
        int size = BlockCodec.count(in, Integer.MAX_VALUE);
        for (int i = 0; i < size; i++) {
            book.put(BlockCodec.read(in));
        }
        return book;
    }

    /** All blocks ever found, in the order in which they were found. */
    List<Block> blocks() {
        return List.copyOf(blocks.values());
    }

    /** Blocks that neither ended nor were retracted. */
    List<Block> active() {
        return blocks.values().stream().filter(BlockBook::isActive).toList();
    }

    private static boolean isActive(Block block) {
        return block.state() == BlockState.SUSPECTED || block.state() == BlockState.CONFIRMED;
    }

    /** The active block that a finding with this prefix continues: the oldest that overlaps it. */
    Optional<Block> continued(Prefix cidr, List<String> taken) {
        return active().stream()
                .filter(block -> block.cidr().overlaps(cidr) && !taken.contains(block.id()))
                .min(Comparator.comparing(Block::detected).thenComparing(Block::id));
    }

    /** Keeps {@code block}; returns whether anything but its revision differs from what was known. */
    boolean put(Block block) {
        Block before = blocks.put(block.id(), block);
        return !block.equals(before);
    }

    /** Active blocks that no finding continues any more, now that {@code continued} are. */
    List<Block> orphans(List<String> continued) {
        List<Block> orphans = new ArrayList<>(active());
        orphans.removeIf(block -> continued.contains(block.id()));
        return orphans;
    }

    /** The id of a block first found in this network, at this prefix and moment: the same in every run. */
    static String id(String cc, long asn, Prefix cidr, Instant detected) {
        String seed = cc + " AS" + asn + " " + cidr + " " + detected;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return "b" + HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
