package org.cordon.collector.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.ObservationReader;

/** The detector over one partition of observations, with the place in the log that it stands at. Knows no Kafka. */
final class Fold {
    private final ObservationReader reader = new ObservationReader();
    private final Detector detector;
    private long nextOffset;
    private Instant lastReceived;

    /**
     * @param nextOffset of the record that comes next
     * @param lastReceived when the last observation that it has folded was received
     */
    Fold(Detector detector, long nextOffset, Instant lastReceived) {
        this.detector = detector;
        this.nextOffset = nextOffset;
        this.lastReceived = lastReceived;
    }

    /** A fold that has seen nothing. @param nextOffset where it begins */
    static Fold fresh(DetectorSettings settings, long nextOffset) {
        return new Fold(new Detector(settings), nextOffset, Instant.EPOCH);
    }

    /**
     * What a record held.
     *
     * @param all how many observations
     * @param late how many of them came too late to be evidence
     */
    record Folded(int all, int late) {}

    /** Folds observations from before the log's beginning. */
    void acceptPast(List<Observation> past) {
        past.forEach(this::accept);
    }

    private void accept(Observation o) {
        lastReceived = o.foldTime();
        detector.accept(o);
    }

    /**
     * Folds the lines of one record.
     *
     * @throws IllegalStateException if the log holds what intake would never have written
     */
    Folded accept(byte[] lines, long offset) {
        List<Observation> observations = new ArrayList<>();
        reader.readAll(lines, observations::add);
        observations.forEach(this::accept);
        nextOffset = offset + 1;
        return new Folded(observations.size(), (int)
                observations.stream().filter(detector::isLate).count());
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
