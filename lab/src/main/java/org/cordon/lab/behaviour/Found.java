package org.cordon.lab.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cordon.analysis.cli.BlockFormat;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;

/**
 * What the detector makes of a case: of what the probes saw while nobody was in their way, and then of the case. The same
 * as {@code cordon-analysis detect open/observations.jsonl
 * open_udp/observations.jsonl CASE/observations.jsonl}.
 */
public final class Found {
    private static final Comparator<Observation> ORDER =
            Comparator.comparing(Observation::foldTime).thenComparing(Observation::id);

    private Found() {}

    /** The observations of {@code file}. */
    public static List<Observation> read(Path file) throws IOException {
        List<Observation> observations = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                observations.add(new ObservationReader().read(line.getBytes(UTF_8)));
            } catch (InvalidObservationException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
        return observations;
    }

    /** The blocks in {@code seen}, which begins with what was seen before them. */
    public static List<Block> blocks(List<Observation> seen) {
        Detector detector = new Detector(DetectorSettings.defaults());
        seen.stream().sorted(ORDER).forEach(detector::accept);
        return detector.blocks();
    }

    /** Writes {@code blocks} as {@code detect} prints them. */
    static void write(List<Block> blocks, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            BlockFormat.JSON.print(blocks, out);
        }
    }
}
