package org.cordon.collector.monitor;

import java.util.List;
import java.util.OptionalInt;
import org.cordon.analysis.observation.Observation;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.archive.ArchiveStore;
import org.cordon.collector.archive.Position;

/** What the archive holds of a partition from before the log's beginning, piece by piece. */
final class ArchivedPast {
    private static final int PIECE = 5_000;

    private final ArchiveReader archive;
    private final Position end;
    private Position after;
    private long count;

    /** @param begin offset at which the log begins */
    ArchivedPast(ArchiveReader archive, String topicId, int partition, long begin) {
        this.archive = archive;
        OptionalInt log = archive.log(topicId);
        this.end = new Position(log.orElse(-1), partition, begin, 0);
        this.after = new Position(log.orElse(Integer.MAX_VALUE), partition, -1, -1);
    }

    /** The next observations in the order of the log; none: that was all. */
    List<Observation> next() {
        List<ArchiveStore.Entry> piece = archive.readPartition(after, PIECE).stream()
                .filter(entry -> entry.position().compareTo(end) < 0)
                .toList();
        if (!piece.isEmpty()) {
            after = piece.get(piece.size() - 1).position();
            count += piece.size();
        }
        return piece.stream().map(ArchiveStore.Entry::observation).toList();
    }

    /** How many observations it has given so far. */
    long count() {
        return count;
    }
}
