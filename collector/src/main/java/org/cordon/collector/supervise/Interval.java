package org.cordon.collector.supervise;

import java.time.Duration;

/** Says when something is due again. By the monotonic clock: the wall clock may jump, and then nothing must stop or race. */
public final class Interval {
    private final long nanos;
    private long last = System.nanoTime();

    public Interval(Duration every) {
        this.nanos = every.toNanos();
    }

    /** Whether the time has passed since the beginning or the last time it was due. */
    public boolean isDue() {
        long now = System.nanoTime();
        if (now - last < nanos) {
            return false;
        }
        last = now;
        return true;
    }
}
