package org.cordon.analysis.cli;

import java.util.List;
import org.cordon.analysis.wire.ObservationReader;

/**
 * What the lines of a file hold.
 *
 * @param longest longest line that is looked at, in bytes
 */
record InputFormat(int longest, LineParser parser) {

    /** Cordon's own observations, of any test and time. */
    static InputFormat ofCordon() {
        ObservationReader reader = new ObservationReader();
        return new InputFormat(
                ObservationReader.MAX_LINE, (line, from, length, refused) -> List.of(reader.read(line, from, length)));
    }
}
