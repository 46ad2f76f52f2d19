package org.cordon.collector.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A batch that is not taken; becomes a problem document (RFC 9457), with {@code Retry-After} where waiting helps. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final @Nullable Duration wait;

    Refusal(int status, String title, @Nullable String detail, @Nullable Duration wait) {
        // one is made for each batch of a flood: without a stack trace it costs nothing
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.wait = wait;
    }

    public int status() {
        return status;
    }

    /** What kind of refusal: one of a few words, those of {@code cordon.rejected} where it stands there too. */
    public String title() {
        return title;
    }

    /** Whole seconds after which it is worth trying again; 0 where it is not. */
    public long retryAfter() {
        return wait == null ? 0 : Math.max(1, (wait.toMillis() + 999) / 1_000);
    }
}
