package org.cordon.collector.intake;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which batches of one probe have been taken in: for each of its last epochs the ranges of sequence numbers. A probe that
 * sends in order has one range an epoch, whatever it sends twice and wherever its spool lost some.
 *
 * <p>Bounded: beyond {@value #MAX_RANGES} ranges the lowest gap counts as seen, beyond {@value #MAX_EPOCHS} epochs the oldest
 * is closed. Only a probe that jumps about wilfully comes there, and it harms nobody but itself.
 */
final class SeenSequences {
    static final int MAX_EPOCHS = 4;
    static final int MAX_RANGES = 64;

    /** What a batch is, as its numbers tell. */
    enum Novelty {
        NEW,
        /** Taken in before. */
        DUPLICATE,
        /** Of an epoch older than all that are remembered. */
        STALE_EPOCH
    }

    /** By epoch: first sequence of each range to its last. */
    private final TreeMap<Long, TreeMap<Long, Long>> epochs = new TreeMap<>();

    /** Notes the batch, and says what it is. */
    Novelty take(long epoch, long sequence) {
        TreeMap<Long, Long> ranges = epochs.get(epoch);
        if (ranges == null) {
            if (epochs.size() >= MAX_EPOCHS && epoch < epochs.firstKey()) {
                return Novelty.STALE_EPOCH;
            }
            ranges = new TreeMap<>();
            epochs.put(epoch, ranges);
            if (epochs.size() > MAX_EPOCHS) {
                epochs.pollFirstEntry();
            }
        }
        Map.Entry<Long, Long> before = ranges.floorEntry(sequence);
        if (before != null && before.getValue() >= sequence) {
            return Novelty.DUPLICATE;
        }
        insert(ranges, before, sequence);
        return Novelty.NEW;
    }

    private static void insert(
            TreeMap<Long, Long> ranges,
            Map.@org.jspecify.annotations.Nullable Entry<Long, Long> before,
            long sequence) {
        long first = before != null && before.getValue() == sequence - 1 ? before.getKey() : sequence;
        Long last = ranges.remove(sequence + 1);
        ranges.put(first, last == null ? Long.valueOf(sequence) : last);
        if (ranges.size() > MAX_RANGES) {
            long lowest = ranges.pollFirstEntry().getKey();
            ranges.put(lowest, ranges.pollFirstEntry().getValue());
        }
    }

    /** As text, such as {@code 3:0-17;5:0-4,6-9}: small, and readable in the topic. */
    String text() {
        return epochs.entrySet().stream()
                .map(epoch -> epoch.getKey() + ":"
                        + epoch.getValue().entrySet().stream()
                                .map(range -> range.getKey() + "-" + range.getValue())
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    /** Reads what {@link #text()} wrote. */
    static SeenSequences of(String text) {
        SeenSequences seen = new SeenSequences();
        for (String epoch : text.split(";", -1)) {
            int colon = epoch.indexOf(':');
            TreeMap<Long, Long> ranges = new TreeMap<>();
            for (String range : epoch.substring(colon + 1).split(",", -1)) {
                int dash = range.indexOf('-');
                ranges.put(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)));
            }
            seen.epochs.put(Long.parseLong(epoch.substring(0, colon)), ranges);
        }
        return seen;
    }
}
