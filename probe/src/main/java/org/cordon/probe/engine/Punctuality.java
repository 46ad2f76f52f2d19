package org.cordon.probe.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notices when this program itself was late. A timeout that passed while the event loop did not run may say nothing about
 * the network, so what such an attempt "found" is void.
 *
 * <p>The loop is late when a round took too long, be it because the machine is overloaded, because memory was being
 * collected, or because the process stood still; and when the wall clock and the monotonic clock disagree about how much
 * time has passed, as after a laptop's sleep.
 *
 * <p>How late is too late depends on who had to answer. A connection is made by the kernel, which goes on while this
 * program stands still, and the loop looks at what the kernel has before it gives anything up; so there only a delay of
 * half the limit is held against the machine. In a conversation it is this program that has to speak, and a tenth is too
 * much.
 */
final class Punctuality {
    /** Collecting the memory of a small heap takes less than half of that. */
    static final long LATE_NANOS = 250_000_000L;

    static final long CLOCKS_APART_MILLIS = 2_000;

    private static final int REMEMBERED = 64;

    /** Delays, newest last; each is longer than all that came after it. */
    private final Deque<Delay> delays = new ArrayDeque<>();

    private long planned;
    private long wallMillis;
    private long lastRound;
    private boolean started;

    private record Delay(long at, long nanos) {}

    /** The loop goes to sleep now and means to be awake again after {@code sleepNanos}. */
    void sleeping(long now, long sleepNanos) {
        planned = now + sleepNanos;
    }

    /** The loop is awake, has seen what the network has to say, and starts its next round. */
    void awake(long now, long wall) {
        if (started) {
            note(now, now - planned);
            long monotonicMillis = (now - lastRound) / 1_000_000;
            if (Math.abs(wall - wallMillis - monotonicMillis) > CLOCKS_APART_MILLIS) {
                note(now, Long.MAX_VALUE);
            }
        }
        started = true;
        lastRound = now;
        wallMillis = wall;
    }

    /** The work of the round that began with {@link #awake} is done. */
    void worked(long now) {
        note(now, now - lastRound);
    }

    private void note(long now, long nanos) {
        if (nanos <= LATE_NANOS) {
            return;
        }
        while (!delays.isEmpty() && delays.getLast().nanos <= nanos) {
            delays.removeLast();
        }
        delays.addLast(new Delay(now, nanos));
        if (delays.size() > REMEMBERED) {
            delays.removeFirst();
        }
    }

    /** Whether a connection that was begun at {@code start} may have failed for want of time on this side. */
    boolean spoiltConnect(long start, long limitNanos) {
        return longestSince(start) > Math.max(LATE_NANOS, limitNanos / 2);
    }

    /** Whether a conversation that was begun at {@code start} may have failed for want of time on this side. */
    boolean spoiltConversation(long start, long limitNanos) {
        return longestSince(start) > Math.max(LATE_NANOS, limitNanos / 10);
    }

    private long longestSince(long start) {
        for (Delay delay : delays) {
            if (delay.at - start >= 0) {
                return delay.nanos;
            }
        }
        return 0;
    }
}
