package org.cordon.probe.engine;

import org.jspecify.annotations.Nullable;

/** What a run has spent of its {@link Budget}. For one thread at a time. */
final class Spending {
    /**
     * Bytes on the wire of a connection on which nothing is said: SYN, SYN+ACK, ACK and RST with their IP headers, or a SYN
     * that is repeated three times in ten seconds.
     */
    static final long PER_ATTEMPT = 240;

    /** Headers and acknowledgements, for every so many bytes that are said. */
    private static final long SAID_PER_HEADER_BYTE = 14;

    private final Budget budget;
    private final long begun;
    private long attempts;
    private long bytes;

    Spending(Budget budget, long now) {
        this.budget = budget;
        this.begun = now;
    }

    /** Which budget is used up, in words, or null while there is something left of each. */
    @Nullable
    String spent(long now) {
        if (attempts >= budget.attempts()) {
            return "the run's budget of attempts is spent";
        }
        if (bytes >= budget.bytes()) {
            return "the run's budget of bytes is spent";
        }
        return now - begun >= budget.time().toNanos() ? "the run's budget of time is spent" : null;
    }

    void began() {
        attempts++;
        bytes += PER_ATTEMPT;
    }

    /** @param said bytes sent and received on a connection that is over */
    void ended(long said) {
        bytes += said + said / SAID_PER_HEADER_BYTE;
    }
}
