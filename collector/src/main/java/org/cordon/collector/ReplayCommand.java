package org.cordon.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cordon.analysis.cli.BlockFormat;
import org.cordon.analysis.cli.FoldOrder;
import org.cordon.analysis.cli.ObservationFile;
import org.cordon.analysis.cli.Progress;
import org.cordon.analysis.cli.RangesOption;
import org.cordon.analysis.cli.RefusedLines;
import org.cordon.analysis.detect.Detector;
import org.cordon.collector.archive.ArchiveFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: the collector's fold once more, over its archive or over files. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Folds observations as the running collector does, and prints the blocks that they show.",
            "",
            "They come from the archive of a data directory, which is only read and must not be in use by a running"
                    + " collector, or from files as 'cordon-analysis detect' reads them."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-collector replay --data /var/lib/cordon --format table",
            "  cordon-collector replay observations.jsonl.gz",
            "  curl -s localhost:8080/api/v1/observations?format=ndjson | cordon-collector replay -",
            "",
            "Exit status: 0 done, 1 failed (with --strict: some line was refused), 2 bad usage."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Observations; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of a collector.")
    private @Nullable Path data;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json (one array), ndjson, csv or table (default: ${DEFAULT-VALUE}).")
    private BlockFormat format = BlockFormat.JSON;

    @Mixin
    private RangesOption ranges = new RangesOption();

    @Option(names = "--strict", description = "End with status 1 if any line was refused.")
    private boolean strict;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if ((data == null) == files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either --data DIR or FILE...");
        }
        RefusedLines refused = new RefusedLines(spec.commandLine().getErr());
        if (data == null) {
            foldFiles(refused);
        } else {
            try (ArchiveFile archive = ArchiveFile.open(data)) {
                fold(FoldOrder.ofLogs(archive.sources()), refused);
            }
        }
        return strict && refused.count() > 0 ? 1 : 0;
    }

    private void foldFiles(RefusedLines refused) throws IOException {
        List<ObservationFile> open = new ArrayList<>();
        try {
            for (String file : files) {
                open.add(ObservationFile.open(file, System.in, refused));
            }
            fold(FoldOrder.ofFiles(open), refused);
        } finally {
            for (ObservationFile file : open) {
                file.close();
            }
        }
    }

    private void fold(FoldOrder order, RefusedLines refused) throws IOException {
        Detector detector = new Detector(ranges.settings());
        long[] read = {0};
        PrintWriter err = spec.commandLine().getErr();
        try (Progress progress = Progress.start("Folding", err)) {
            order.drain(o -> {
                detector.accept(o);
                read[0]++;
                progress.step();
            });
        }
        err.println(read[0] + " observations read, " + order.repeated() + " repeated, " + refused.count()
                + " lines refused");
        PrintWriter out = spec.commandLine().getOut();
        format.print(detector.blocks(), out);
        out.flush();
    }
}
