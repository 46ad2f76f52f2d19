package org.cordon.collector.board;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;

/**
 * What has been published, for everybody to read: an immutable snapshot, replaced whole. Every collector keeps one by
 * following {@code cordon.blocks} and {@code cordon.incidents} from their beginning.
 */
public final class Board {
    private volatile Snapshot snapshot = new Snapshot(0, Map.of(), List.of(), Map.of(), List.of());
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /**
     * All of it at one moment.
     *
     * @param version grows with every change
     * @param blocksById all blocks, {@code blocks} the same in order
     * @param incidentsById all incidents, {@code incidents} the same in order
     */
    public record Snapshot(
            long version,
            Map<String, Block> blocksById,
            List<Block> blocks,
            Map<String, Incident> incidentsById,
            List<Incident> incidents) {}

    /**
     * A block as it now is.
     *
     * @param offset its place in {@code cordon.blocks}; grows
     */
    public record Change(long offset, Block block) {}

    public Snapshot snapshot() {
        return snapshot;
    }

    /** From now on hands every change to {@code listener}, in the thread that follows the topic: it must not wait. */
    public AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Replaces the snapshot, then tells the listeners. */
    void replace(Map<String, Block> blocks, Map<String, Incident> incidents, List<Change> changes) {
        snapshot = new Snapshot(
                snapshot.version + 1,
                Map.copyOf(blocks),
                blocks.values().stream().sorted(Block.ORDER).toList(),
                Map.copyOf(incidents),
                List.copyOf(new TreeMap<>(incidents).values()).stream()
                        .sorted(Comparator.comparing(Incident::started).thenComparing(Incident::id))
                        .toList());
        for (Change change : changes) {
            listeners.forEach(listener -> listener.accept(change));
        }
    }
}
