package org.cordon.analysis.cli;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.RecentIds;
import org.jspecify.annotations.Nullable;

/**
 * Puts the observations of several sources into fold order: by the time at which they were received (else made). Where
 * sources overlap in time they are merged. An id that came before is left out.
 */
public final class FoldOrder implements ObservationSource {
    private record Head(Observation observation, int source) {}

    private static final Comparator<Head> ORDER =
            Comparator.comparing((Head head) -> head.observation().foldTime()).thenComparingInt(Head::source);

    private final List<? extends ObservationSource> sources;
    private final RecentIds seen = new RecentIds(4_000_000);
    private final PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);
    private boolean begun;
    private long repeated;

    private FoldOrder(List<? extends ObservationSource> sources) {
        this.sources = sources;
    }

    /** The order of files, each of which is put in order first, as far as bounded memory allows. */
    public static FoldOrder ofFiles(List<ObservationFile> files) {
        return new FoldOrder(files.stream()
                .map(file -> new Reordered(file, Reordered.HELD / files.size()))
                .toList());
    }

    /** The order of logs, each of which the collector has written in the order of its own fold. */
    public static FoldOrder ofLogs(List<? extends ObservationSource> logs) {
        return new FoldOrder(logs);
    }

    /**
     * Hands every observation to {@code fold}, to the end of the sources.
     *
     * @throws OutOfOrderException if a file cannot be put in order
     */
    public void drain(Consumer<Observation> fold) {
        for (Observation next = next(); next != null; next = next()) {
            fold.accept(next);
        }
    }

    /**
     * The next observation; null at the end of the sources.
     *
     * @throws OutOfOrderException if a file cannot be put in order
     */
    @Override
    public @Nullable Observation next() {
        if (!begun) {
            begun = true;
            for (int i = 0; i < sources.size(); i++) {
                refill(i);
            }
        }
        while (!heads.isEmpty()) {
            Head head = heads.remove();
            // only now: what waits its turn must not make its twin, which is due, the repeated one
            boolean isNew = seen.add(head.observation().id());
            refill(head.source());
            if (isNew) {
                return head.observation();
            }
            repeated++;
        }
        return null;
    }

    private void refill(int source) {
        Observation next = sources.get(source).next();
        if (next != null) {
            heads.add(new Head(next, source));
        }
    }

    /** Observations that were left out because their id had come before. */
    public long repeated() {
        return repeated;
    }
}
