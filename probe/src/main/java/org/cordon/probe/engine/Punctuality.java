package org.cordon.probe.engine;

/**
 * Notices when this program itself was late. A timeout that passed while the event loop did not run says nothing about
 * the network, so what such an attempt "found" is void.
 *
 * <p>The loop is late when one round took longer than the limit, be it because the machine is overloaded, because memory
 * was being collected, or because the process stood still; and when the wall clock and the monotonic clock disagree about
 * how much time has passed, as after a laptop's sleep.
 */
final class Punctuality {
    /** A tenth of the shortest sensible timeout would be 100 ms; collecting a small heap takes less than half of that. */
    static final long LATE_NANOS = 250_000_000L;

    static final long CLOCKS_APART_MILLIS = 2_000;

    private long planned;
    private long wallMillis;
    private long lastRound;
    private long lateAt = Long.MIN_VALUE;
    private boolean started;

    /** The loop goes to sleep now and means to be awake again after {@code sleepNanos}. */
    void sleeping(long now, long sleepNanos) {
        planned = now + sleepNanos;
    }

    /** The loop is awake, has seen what the network has to say, and starts its next round. */
    void awake(long now, long wall) {
        if (started) {
            boolean overslept = now - planned > LATE_NANOS;
            long monotonicMillis = (now - lastRound) / 1_000_000;
            boolean jumped = Math.abs(wall - wallMillis - monotonicMillis) > CLOCKS_APART_MILLIS;
            if (overslept || jumped) {
                lateAt = now;
            }
        }
        started = true;
        lastRound = now;
        wallMillis = wall;
    }

    /** The work of the round that began with {@link #awake} is done. */
    void worked(long now) {
        if (now - lastRound > LATE_NANOS) {
            lateAt = now;
        }
    }

    /** Whether the loop has been late at any time since {@code start}. */
    boolean lateSince(long start) {
        return lateAt != Long.MIN_VALUE && lateAt - start >= 0;
    }
}
