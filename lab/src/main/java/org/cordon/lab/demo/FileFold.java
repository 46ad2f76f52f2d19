package org.cordon.lab.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.ObservationWriter;

/**
 * Folds the files that probes write while they write them. Each observation is stamped with the time at which it was read,
 * which makes the order of the fold, and kept in one file, so that the offline detector can be given the very same sequence.
 */
final class FileFold implements AutoCloseable {
    private static final int CHUNK = 1 << 18;

    private final List<Tail> tails = new ArrayList<>();
    private final Detector detector = new Detector(DetectorSettings.defaults());
    private final ObservationReader reader = new ObservationReader();
    private final ObservationWriter kept;
    private final InstantSource clock;
    private Instant last = Instant.EPOCH;
    private long observations;

    /**
     * @param files that the probes write; they need not exist yet
     * @param keep receives everything that was folded
     */
    FileFold(List<Path> files, Path keep, InstantSource clock) throws IOException {
        files.forEach(file -> tails.add(new Tail(file)));
        OutputStream out = Files.newOutputStream(keep);
        this.kept = new ObservationWriter(out);
        this.clock = clock;
    }

    /** Takes in what has been written since the last call. */
    void poll() throws IOException {
        for (Tail tail : tails) {
            for (byte[] line : tail.lines()) {
                take(line);
            }
        }
        kept.flush();
    }

    private void take(byte[] line) throws IOException {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            last = now.isAfter(last) ? now : last;
            Observation o = reader.read(line).toBuilder().received(last).build();
            kept.write(o);
            detector.accept(o);
            observations++;
        } catch (InvalidObservationException e) {
            throw new IOException("a probe wrote what is no observation: " + e.getMessage());
        }
    }

    List<Block> blocks() {
        return detector.blocks();
    }

    long observations() {
        return observations;
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }

    /** What is new at the end of one file, in whole lines. */
    private static final class Tail {
        private final Path file;
        private long position;

        Tail(Path file) {
            this.file = file;
        }

        List<byte[]> lines() throws IOException {
            List<byte[]> lines = new ArrayList<>();
            if (!Files.exists(file)) {
                return lines;
            }
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(position);
                byte[] bytes = new byte[(int) Math.min(CHUNK, Math.max(0, in.length() - position))];
                in.readFully(bytes);
                int start = 0;
                for (int i = 0; i < bytes.length; i++) {
                    if (bytes[i] == '\n') {
                        lines.add(Arrays.copyOfRange(bytes, start, i));
                        start = i + 1;
                    }
                }
                position += start;
            }
            return lines;
        }
    }
}
