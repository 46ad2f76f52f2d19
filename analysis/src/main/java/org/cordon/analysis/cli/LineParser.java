package org.cordon.analysis.cli;

import java.util.List;
import java.util.function.Consumer;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.InvalidObservationException;

/** Makes observations of a line. */
interface LineParser {
    /**
     * The observations of {@code line[from, from + length)}.
     *
     * @param refused receives the reason for each that cannot be used
     * @throws InvalidObservationException if none can; says why
     */
    List<Observation> read(byte[] line, int from, int length, Consumer<String> refused)
            throws InvalidObservationException;
}
