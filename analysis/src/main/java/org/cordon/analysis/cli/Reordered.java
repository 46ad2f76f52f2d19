package org.cordon.analysis.cli;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Puts a source into the order of time that is not quite in it, as other projects' archives are: holds back a bounded number
 * of observations and lets the earliest go. Nothing is lost; what stands further from its place comes late.
 */
final class Reordered implements ObservationSource {
    /** About a quarter of a gigabyte. */
    static final int HELD = 400_000;

    private final ObservationSource source;
    private final int held;
    private final PriorityQueue<Observation> waiting =
            new PriorityQueue<>(Comparator.comparing(Observation::foldTime).thenComparing(Observation::id));

    Reordered(ObservationSource source, int held) {
        this.source = source;
        this.held = held;
    }

    @Override
    public @Nullable Observation next() {
        while (waiting.size() < held) {
            Observation o = source.next();
            if (o == null) {
                break;
            }
            waiting.add(o);
        }
        return waiting.poll();
    }
}
