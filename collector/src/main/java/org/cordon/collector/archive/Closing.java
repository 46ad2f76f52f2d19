package org.cordon.collector.archive;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.cordon.collector.supervise.Interval;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When days are closed and when they go: at the start and once a day, so that what comes late makes one part a day. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final ArchiveStore store;
    private final Terms terms;
    private final InstantSource clock;
    private LocalDate closed = LocalDate.MIN;
    private @Nullable String trouble;
    private Interval again = new Interval(Duration.ZERO);

    /**
     * How long rows stay rows, and files stay.
     *
     * @param after a day is closed so long after its end
     * @param keep a closed day goes so long after its end; null: never
     */
    record Terms(Duration after, @Nullable Duration keep) {}

    Closing(ArchiveStore store, Terms terms, InstantSource clock) {
        this.store = store;
        this.terms = terms;
        this.clock = clock;
    }

    /** Closes what is due. Where it fails rows stay rows, nothing is lost, and it is tried again in five minutes. */
    void closeIfDue() {
        LocalDate open = day(terms.after);
        if (!open.isAfter(closed) || !again.isDue()) {
            return;
        }
        try {
            long moved = store.closeDays(open);
            long gone = terms.keep == null ? 0 : store.dropDays(day(terms.keep));
            if (moved + gone > 0) {
                LOG.info(
                        "{} observations from before {} are in Parquet now, {} were too old to keep",
                        moved,
                        open,
                        gone);
            }
            closed = open;
            trouble = null;
            again = new Interval(Duration.ZERO);
        } catch (ArchiveException e) {
            LOG.warn("days before {} stay in the table for now", open, e);
            trouble = String.valueOf(e.getMessage());
            again = new Interval(AGAIN);
        }
    }

    private LocalDate day(Duration ago) {
        return LocalDate.ofInstant(clock.instant().minus(ago), ZoneOffset.UTC);
    }

    /** Why days stay open; null: nothing is wrong. */
    @Nullable
    String trouble() {
        return trouble;
    }
}
