package org.cordon.probe.engine;

/** Lets {@code rate} events a second pass, smoothly: after a pause there is no burst beyond ten milliseconds' worth. */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double rate;
    private final double burst;
    private double tokens;
    private long last;

    TokenBucket(double rate, long now) {
        this.rate = rate;
        this.burst = Math.max(1, rate / 100);
        this.tokens = 1;
        this.last = now;
    }

    /** Whether an event may pass now. */
    boolean has(long now) {
        if (Double.isInfinite(rate)) {
            return true;
        }
        tokens = Math.min(burst, tokens + (now - last) * rate / NANOS);
        last = now;
        return tokens >= 1;
    }

    /** Lets one event pass; only after {@link #has}. */
    void take() {
        tokens--;
    }

    /** Nanoseconds from the last look until the next token is there. */
    long nanosToNext() {
        return tokens >= 1 || Double.isInfinite(rate) ? 0 : (long) Math.ceil((1 - tokens) * NANOS / rate);
    }
}
