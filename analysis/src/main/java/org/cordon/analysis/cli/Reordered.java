package org.cordon.analysis.cli;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Puts a file into the order of time: holds back a bounded number of observations and lets the earliest go; equal times
 * keep their order. Files of several probes joined into one, or the archives of other projects, come right by it. What
 * would have to go back further ends the reading: verdicts over a wrong order are wrong.
 */
final class Reordered implements ObservationSource {
    /** About a quarter of a gigabyte. */
    static final int HELD = 400_000;

    private record Straggler(Observation observation, long number) {}

    private static final Comparator<Straggler> EARLIEST = Comparator.comparing(
                    (Straggler straggler) -> straggler.observation().foldTime())
            .thenComparingLong(Straggler::number);

    private final ObservationSource source;
    private final int held;
    /** Each no earlier than the one before: a file that is in order never leaves this queue. */
    private final Deque<Straggler> ordered = new ArrayDeque<>();

    private final PriorityQueue<Straggler> stragglers = new PriorityQueue<>(EARLIEST);
    private Instant gone = Instant.MIN;
    private long number;
    private boolean ended;

    /** @param held how many observations wait at most; at least 1 */
    Reordered(ObservationSource source, int held) {
        this.source = source;
        this.held = Math.max(1, held);
    }

    /** @throws OutOfOrderException if an observation comes too late for its place */
    @Override
    public @Nullable Observation next() {
        while (!ended && ordered.size() + stragglers.size() < held) {
            Observation o = source.next();
            if (o == null) {
                ended = true;
            } else {
                wait(o);
            }
        }
        Straggler earliest = earliest();
        if (earliest == null) {
            return null;
        }
        gone = earliest.observation().foldTime();
        return earliest.observation();
    }

    private void wait(Observation o) {
        if (o.foldTime().isBefore(gone)) {
            throw new OutOfOrderException(source.position(), o.foldTime(), gone, held);
        }
        Straggler straggler = new Straggler(o, number++);
        Straggler last = ordered.peekLast();
        if (last == null || !o.foldTime().isBefore(last.observation().foldTime())) {
            ordered.add(straggler);
        } else {
            stragglers.add(straggler);
        }
    }

    private @Nullable Straggler earliest() {
        Straggler first = ordered.peek();
        Straggler other = stragglers.peek();
        if (first != null && (other == null || EARLIEST.compare(first, other) < 0)) {
            return ordered.poll();
        }
        return stragglers.poll();
    }

    @Override
    public String position() {
        return source.position();
    }
}
