package org.cordon.probe.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Result;

/**
 * Lets results pass only once it is sure that they were seen from the network in which the run began. When the machine
 * moves, what came in since it was last known to stand still may have been seen from either network, or from none: that
 * counts for nothing, and the run is over.
 */
public final class Unmoved implements Consumer<Result> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Outcome.Skipped MOVED = new Outcome.Skipped("the network changed");

    private final Whereabouts here;
    private final LongSupplier nanos;
    private final Runnable stop;
    private final Consumer<Result> results;
    private final List<Result> held = new ArrayList<>();
    private long looked;
    private boolean moved;

    /**
     * @param stop ends the run soon
     * @param results gets every result, those that count for nothing as skipped
     */
    public Unmoved(Whereabouts here, LongSupplier nanos, Runnable stop, Consumer<Result> results) {
        this.here = here;
        this.nanos = nanos;
        this.stop = stop;
        this.results = results;
        this.looked = nanos.getAsLong();
    }

    @Override
    public void accept(Result result) {
        held.add(result);
        if (moved || nanos.getAsLong() - looked >= BETWEEN_LOOKS.toNanos()) {
            release();
        }
    }

    /** Looks, and lets all that was held pass; to be called at the end of a run, too. */
    public void release() {
        looked = nanos.getAsLong();
        if (!moved && here.moved()) {
            moved = true;
            stop.run();
        }
        for (Result result : held) {
            results.accept(moved ? withoutEvidence(result) : result);
        }
        held.clear();
    }

    private static Result withoutEvidence(Result result) {
        return result.outcome() instanceof Outcome.Skipped
                ? result
                : new Result(result.attempt(), result.at(), MOVED, result.timeout(), result.sinceLast(), result.ip());
    }

    /** Whether the machine has moved during the run. */
    public boolean hasMoved() {
        return moved;
    }
}
