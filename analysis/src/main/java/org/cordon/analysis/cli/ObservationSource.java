package org.cordon.analysis.cli;

import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/** Observations in an order of their own, as a file or a log has them. */
public interface ObservationSource {
    /** The next one, or null at the end. */
    @Nullable
    Observation next();

    /** Where the last one stood, for people: file and line where there are such. */
    default String position() {
        return "observations";
    }
}
