package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detect}: blocks from files of observations. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Reads observations and prints the blocks that they show.",
            "",
            "Files hold one observation a line (JSON), plain or compressed with gzip or zstd; they are put into the order of"
                    + " the times at which observations were received (else begun; equal times keep their order), a file"
                    + " as far as 400,000 observations apart, and repeated ids count once. A line that cannot be used"
                    + " (no observation, an unknown test, a time in the future) is reported with its file, line number and"
                    + " reason, and the rest is used."
        },
        footer = {
            "",
            "Example:",
            "  cordon-analysis detect --format table observations.jsonl.gz",
            "",
            "Exit status: 0 done, 1 failed (with --strict: some line was refused), 2 bad usage."
        })
final class DetectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Observations; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "json (one array), ndjson, csv or table (default: ${DEFAULT-VALUE}).")
    private BlockFormat format = BlockFormat.JSON;

    @Option(
            names = "--from",
            paramLabel = "KIND",
            defaultValue = "cordon",
            description = {
                "cordon, ooni or atlas (default: ${DEFAULT-VALUE}).",
                "ooni: measurements of web_connectivity and telegram, one JSON object a line; since OONI names no probes, what"
                        + " a network says within an hour counts as one probe's say.",
                "atlas: results of RIPE Atlas sslcert measurements, one a line or one array."
            })
    private InputKind from = InputKind.CORDON;

    @Option(
            names = "--probes",
            paramLabel = "FILE",
            description =
                    "With --from atlas: RIPE's list of probes (JSON), which gives the network of each. Without it, the"
                            + " announced origin of the address that a result came from does.")
    private @Nullable Path probes;

    @Mixin
    private RangesOption ranges = new RangesOption();

    @Option(names = "--strict", description = "End with status 1 if any line was refused.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private long accepted;

    @Override
    public Integer call() throws IOException {
        RefusedLines refused = new RefusedLines(spec.commandLine().getErr());
        Detector detector = new Detector(ranges.settings());
        List<ObservationFile> open = new ArrayList<>();
        InputFormat kind = from.format(probes, InstantSource.system());
        try (Progress progress = Progress.start("Reading", spec.commandLine().getErr())) {
            for (String file : files) {
                open.add(ObservationFile.open(file, System.in, kind, refused));
            }
            FoldOrder order = FoldOrder.ofFiles(open);
            order.drain(o -> {
                detector.accept(o);
                accepted++;
                progress.step();
            });
            report(order.repeated(), refused.count());
        } finally {
            for (ObservationFile file : open) {
                file.close();
            }
        }
        List<Block> blocks = detector.blocks();
        PrintWriter out = spec.commandLine().getOut();
        format.print(blocks, out);
        out.flush();
        return strict && refused.count() > 0 ? 1 : 0;
    }

    private void report(long repeated, long lines) {
        spec.commandLine()
                .getErr()
                .println(accepted + " observations read, " + repeated + " repeated, " + lines + " lines refused");
    }
}
