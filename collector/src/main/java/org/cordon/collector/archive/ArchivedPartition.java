package org.cordon.collector.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import org.cordon.analysis.cli.ObservationSource;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The archived observations of one partition in the order of its log; reads ahead page by page. */
public final class ArchivedPartition implements ObservationSource {
    private static final int PAGE = 10_000;

    private final ArchiveReader reader;
    private final @Nullable Position end;
    private final Deque<ArchiveStore.Entry> ahead = new ArrayDeque<>();
    private Position after;

    /**
     * @param beginning the position before the first
     * @param end the position behind the last; null: as far as the archive goes
     */
    public ArchivedPartition(ArchiveReader reader, Position beginning, @Nullable Position end) {
        this.reader = reader;
        this.after = beginning;
        this.end = end;
    }

    @Override
    public @Nullable Observation next() {
        if (ahead.isEmpty()) {
            ahead.addAll(reader.readPartition(after, PAGE));
        }
        ArchiveStore.Entry entry = ahead.poll();
        if (entry == null || (end != null && entry.position().compareTo(end) >= 0)) {
            return null;
        }
        after = entry.position();
        return entry.observation();
    }
}
