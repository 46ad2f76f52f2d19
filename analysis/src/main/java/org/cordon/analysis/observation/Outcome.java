package org.cordon.analysis.observation;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** How one attempt ended. Whatever the network did is an outcome; exceptions are for bugs. */
public sealed interface Outcome {

    /** It worked. {@code detail} is what only that test knows. */
    record Succeeded(Duration elapsed, Map<String, Object> detail) implements Outcome {}

    /** It did not: why, at which stage, and after how long. */
    record Failed(Failure failure, Operation operation, Duration elapsed, Map<String, Object> detail)
            implements Outcome {}

    /** It was not tried, or its result is void (the probe itself was late); never evidence. */
    record Skipped(String reason) implements Outcome {}

    /** Case distinction over the three. */
    default <R> R fold(
            Function<? super Succeeded, ? extends R> succeeded,
            Function<? super Failed, ? extends R> failed,
            Function<? super Skipped, ? extends R> skipped) {
        if (this instanceof Succeeded s) {
            return succeeded.apply(s);
        }
        if (this instanceof Failed f) {
            return failed.apply(f);
        }
        return skipped.apply((Skipped) this);
    }
}
