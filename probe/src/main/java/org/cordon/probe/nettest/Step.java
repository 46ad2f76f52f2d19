package org.cordon.probe.nettest;

import org.cordon.analysis.observation.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation goes on.
 *
 * @param over whether nothing more will be said
 * @param failure why it ended, or null where it did what it should
 */
public record Step(boolean over, @Nullable Failure failure) {
    public static final Step WAIT = new Step(false, null);
    public static final Step DONE = new Step(true, null);
    public static final Step TIMEOUT = failed(Failure.GENERIC_TIMEOUT_ERROR);
    public static final Step EOF = failed(Failure.EOF_ERROR);

    public static Step failed(Failure failure) {
        return new Step(true, failure);
    }
}
