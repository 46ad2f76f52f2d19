package org.cordon.collector.monitor;

import java.time.Instant;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;

/** The detector over one partition of observations, with the place in the log that it stands at. Knows no Kafka. */
final class Fold {
    private final ObservationReader reader = new ObservationReader();
    private final Detector detector;
    private long nextOffset;
    private Instant lastReceived = Instant.EPOCH;

    /** @param nextOffset of the record that comes next */
    Fold(Detector detector, long nextOffset) {
        this.detector = detector;
        this.nextOffset = nextOffset;
    }

    /** A fold that has seen nothing. */
    static Fold fresh(DetectorSettings settings) {
        return new Fold(new Detector(settings), 0);
    }

    /**
     * Folds the lines of one record.
     *
     * @return how many observations it held
     * @throws IllegalStateException if the log holds what intake would never have written
     */
    int accept(byte[] lines, long offset) {
        int count = 0;
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                detector.accept(observation(lines, start, i - start, offset));
                count++;
                start = i + 1;
            }
        }
        nextOffset = offset + 1;
        return count;
    }

    private Observation observation(byte[] lines, int from, int length, long offset) {
        try {
            Observation o = reader.read(lines, from, length);
            lastReceived = o.foldTime();
            return o;
        } catch (InvalidObservationException e) {
            throw new IllegalStateException("record " + offset + " of the observations: " + e.getMessage(), e);
        }
    }

    Detector detector() {
        return detector;
    }

    long nextOffset() {
        return nextOffset;
    }

    /** When the last folded observation was received. */
    Instant lastReceived() {
        return lastReceived;
    }

    List<Block> blocks() {
        return detector.blocks();
    }

    List<Incident> incidents() {
        return detector.incidents();
    }
}
