package org.cordon.collector.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.observation.Observation;
import org.cordon.collector.metrics.PipelineMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fold that this collector holds, on its way from where it begins to the present. It says nothing before it has caught up
 * with where the log ended when it began, so that a replay is silent.
 */
final class HeldFold implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldFold.class);

    private final Fold fold;
    private final Verdicts verdicts;
    private final long end;
    private @Nullable ArchivedPast past;
    private boolean live;
    private @Nullable Instant unpublishedSince;

    /**
     * @param end of the log when it began
     * @param past what is to be folded before the log; null: nothing
     */
    HeldFold(Fold fold, Verdicts verdicts, long end, @Nullable ArchivedPast past) {
        this.fold = fold;
        this.verdicts = verdicts;
        this.end = end;
        this.past = past;
    }

    Fold fold() {
        return fold;
    }

    /** Whether what is older than the log is still to be folded. */
    boolean isInThePast() {
        return past != null;
    }

    /** Folds the next piece of what is older than the log. */
    void foldPast() {
        if (past == null) {
            return;
        }
        List<Observation> piece = past.next();
        fold.acceptPast(piece);
        if (piece.isEmpty()) {
            LOG.info("{} observations older than the log came from the archive", past.count());
            past = null;
        }
    }

    /** Folds one record of the log. */
    Fold.Folded accept(byte[] lines, long offset) {
        Fold.Folded folded = fold.accept(lines, offset);
        if (unpublishedSince == null) {
            unpublishedSince = fold.lastReceived();
        }
        return folded;
    }

    /** Publishes what has changed since the last time, as one. */
    void publish(PipelineMetrics metrics, InstantSource clock) {
        Instant since = unpublishedSince;
        if (!live || since == null) {
            return;
        }
        unpublishedSince = null;
        List<Block> changed = fold.detector().drainChanges();
        if (!changed.isEmpty()) {
            verdicts.publishBlocks(changed);
            verdicts.publishIncidents(fold.incidents());
            verdicts.commit();
            double delay = Duration.between(since, clock.instant()).toMillis() / 1e3;
            changed.forEach(block -> metrics.published(block.state().name().toLowerCase(Locale.ROOT), delay));
        }
    }

    /** Says everything at once as soon as the log has been folded up to {@code position}. */
    void goLive(long position) {
        if (!live && past == null && position >= end) {
            live = true;
            fold.detector().drainChanges();
            verdicts.publishBlocks(fold.blocks());
            verdicts.publishIncidents(fold.incidents());
            verdicts.commit();
        }
    }

    /** Whether all that it knows is published: only then may it be saved, so that no state is ahead of the topic. */
    boolean isLive() {
        return live;
    }

    @Override
    public void close() {
        verdicts.close();
    }
}
