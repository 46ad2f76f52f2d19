package org.cordon.collector.supervise;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How one part of the collector fares; written by its thread, read by {@code /readyz} and {@code /metrics}. */
public final class Condition {
    private final String name;
    private final InstantSource clock;
    private volatile State state;

    /**
     * @param well whether it works
     * @param problem what is wrong, where it does not
     * @param lag records that wait for it; -1 where unknown
     * @param since when it last changed between well and not
     * @param seen when it last said anything, by the monotonic clock
     */
    private record State(boolean well, @Nullable String problem, long lag, Instant since, long seen) {}

    /** At first nothing is known, and that is not well. */
    public Condition(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        this.state = new State(false, "not started yet", -1, clock.instant(), System.nanoTime());
    }

    public String name() {
        return name;
    }

    public boolean isWell() {
        return state.well;
    }

    public @Nullable String problem() {
        return state.problem;
    }

    /** Records that wait; -1 where unknown. */
    public long lag() {
        return state.lag;
    }

    public Instant since() {
        return state.since;
    }

    /** How long it has said nothing: a loop that hangs stops saying that it is well. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - state.seen);
    }

    /** All is well. */
    public void well(long lag) {
        State before = state;
        Instant now = clock.instant();
        state = new State(true, null, lag, before.well ? before.since : now, System.nanoTime());
    }

    /** Something is wrong. */
    public void unwell(String problem) {
        State before = state;
        Instant now = clock.instant();
        state = new State(false, problem, before.lag, before.well ? now : before.since, System.nanoTime());
    }
}
