package org.cordon.collector.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;

/** How a detector's state is written down and read back; what it holds is the detector's own business. */
public record StateFormat(Writer writer, Reader reader) {

    /** Writes all that the detector remembers. */
    @FunctionalInterface
    public interface Writer {
        void write(Detector detector, DataOutput out) throws IOException;
    }

    /** Makes a detector that goes on as the written one would have. */
    @FunctionalInterface
    public interface Reader {
        /** @throws IOException if the state is not one that this detector can read */
        Detector read(DataInput in, DetectorSettings settings) throws IOException;
    }
}
