package org.cordon.collector.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cordon.analysis.cli.FoldOrder;
import org.cordon.analysis.cli.ObservationSource;
import org.cordon.analysis.observation.Observation;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.archive.ArchivedPartition;
import org.cordon.collector.archive.Position;

/** What the archive holds of a fold from before the log's beginning, and from the logs before this one, piece by piece. */
final class ArchivedPast {
    private static final int PIECE = 5_000;

    private final FoldOrder order;
    private final Predicate<Observation> isOurs;
    private final boolean isEmpty;
    private long count;

    /**
     * @param begin offset at which the log begins
     * @param isOurs whether an observation of an earlier log, which may have been divided in another way, is this fold's
     */
    ArchivedPast(ArchiveReader archive, String topicId, int partition, long begin, Predicate<Observation> isOurs) {
        List<ObservationSource> sources = new ArrayList<>();
        archive.before(topicId).forEach(before -> sources.add(new ArchivedPartition(archive, before, null)));
        if (begin > 0) {
            archive.log(topicId)
                    .ifPresent(log -> sources.add(new ArchivedPartition(
                            archive, new Position(log, partition, -1, -1), new Position(log, partition, begin, 0))));
        }
        this.order = FoldOrder.ofLogs(sources);
        this.isOurs = isOurs;
        this.isEmpty = sources.isEmpty();
    }

    /** Whether there is nothing from before the log. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** The next observations in the order of the log; none: that was all. */
    List<Observation> next() {
        List<Observation> piece = new ArrayList<>();
        while (piece.size() < PIECE) {
            Observation next = order.next();
            if (next == null) {
                break;
            }
            if (isOurs.test(next)) {
                piece.add(next);
            }
        }
        count += piece.size();
        return piece;
    }

    /** How many observations it has given so far. */
    long count() {
        return count;
    }
}
