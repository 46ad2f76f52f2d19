package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Files of observations that are read more than once: first for the blocks that they show, then for what else they say
 * about them. Standard input cannot be read twice, so it is refused.
 */
final class ObservationPass {
    private final List<String> files;
    private final PrintWriter err;

    ObservationPass(List<String> files, PrintWriter err) throws IOException {
        if (files.contains("-")) {
            throw new IOException("observations are read twice here, so they cannot come from standard input");
        }
        this.files = List.copyOf(files);
        this.err = err;
    }

    /** What the detector says of the files; {@code last} is the latest fold time. */
    record Verdicts(List<Block> blocks, List<Incident> incidents, Instant last) {}

    /** Runs the detector, and {@code also} beside it. @throws IOException if no observation could be read */
    Verdicts detect(Consumer<Observation> also) throws IOException {
        Detector detector = new Detector(DetectorSettings.defaults());
        Latest latest = new Latest();
        drain(new RefusedLines(err), detector::accept, also, o -> latest.see(o.foldTime()));
        if (latest.time == null) {
            throw new IOException("there is no observation in " + String.join(", ", files));
        }
        return new Verdicts(detector.blocks(), detector.incidents(), latest.time);
    }

    /** Reads once more; what was refused has been reported already. */
    void again(Consumer<Observation> fold) throws IOException {
        drain((file, line, reason) -> {}, fold);
    }

    @SafeVarargs
    private void drain(ObservationFile.Complaints complaints, Consumer<Observation>... folds) throws IOException {
        List<ObservationFile> open = new ArrayList<>();
        try (Progress progress = Progress.start("Reading", err)) {
            for (String file : files) {
                open.add(ObservationFile.open(file, System.in, complaints));
            }
            FoldOrder.ofFiles(open).drain(o -> {
                for (Consumer<Observation> fold : folds) {
                    fold.accept(o);
                }
                progress.step();
            });
        } finally {
            for (ObservationFile file : open) {
                file.close();
            }
        }
    }

    private static final class Latest {
        private @Nullable Instant time;

        void see(Instant instant) {
            if (time == null || instant.isAfter(time)) {
                time = instant;
            }
        }
    }
}
