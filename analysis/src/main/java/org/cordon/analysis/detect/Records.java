package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** All records that one network ever had, each in its newest revision. */
final class Records {
    private final Map<String, Block> blocks = new TreeMap<>();
    private final Consumer<Block> listener;

    /** @param listener told of every new revision */
    Records(Consumer<Block> listener) {
        this.listener = listener;
    }

    Collection<Block> all() {
        return blocks.values();
    }

    /** That of {@code episode}; null: none yet. */
    @Nullable
    Block of(Episode episode) {
        return blocks.get(episode.id());
    }

    /** Those of {@code episodes}. */
    List<Block> of(Collection<Episode> episodes) {
        List<Block> found = new ArrayList<>();
        for (Episode episode : episodes) {
            Block block = of(episode);
            if (block != null) {
                found.add(block);
            }
        }
        return found;
    }

    void publish(Block block) {
        Block before = blocks.put(block.id(), block);
        if (!block.equals(before)) {
            listener.accept(block);
        }
    }

    /** Closes the record of {@code episode} if it has one. @param heir the block that it became part of; null: none */
    void close(Episode episode, @Nullable Episode heir, Instant now) {
        if (heir != null) {
            close(episode, BlockState.ENDED, null, heir.id(), now);
        } else if (episode.confirmed() != null) {
            close(episode, BlockState.ENDED, null, null, now);
        } else {
            close(episode, BlockState.RETRACTED, "the targets answered before it was confirmed", null, now);
        }
    }

    /** Takes the record of {@code episode} back, since what is inside fails for everybody. */
    void retract(Episode episode, Instant now) {
        close(episode, BlockState.RETRACTED, "what is inside could not be reached from outside either", null, now);
    }

    private void close(Episode episode, BlockState state, @Nullable String reason, @Nullable String heir, Instant now) {
        Block before = of(episode);
        if (before != null) {
            Block around = heir == null ? null : blocks.get(heir);
            publish(BlockWriter.close(before, state, reason, around, now));
        }
    }

    /** Says anew who is behind {@code block}; returns the new revision. The listener is not told. */
    Block judge(Block block, Cause cause, List<String> evidence) {
        Block judged = BlockWriter.judged(block, cause, evidence);
        blocks.put(judged.id(), judged);
        return judged;
    }

    /** Whether a confirmed block that covers {@code inner} has ended since {@code since}. */
    boolean endedAround(Prefix inner, Instant since) {
        for (Block block : blocks.values()) {
            Instant ended = block.ended();
            if (ended != null
                    && !ended.isBefore(since)
                    && block.state() == BlockState.ENDED
                    && block.mergedInto() == null
                    && block.cidr().contains(inner)) {
                return true;
            }
        }
        return false;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(blocks.size());
        for (Block block : blocks.values()) {
            SavedBlock.write(out, block);
        }
    }

    /** Takes up what {@link #save} wrote. */
    void restore(DataInput in) throws IOException {
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            Block block = SavedBlock.read(in);
            blocks.put(block.id(), block);
        }
    }
}
