package org.cordon.collector;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.archive.ArchiveFile;
import org.cordon.collector.archive.Export;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code export}: the archive for others, with a manifest and checksums. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the archive of a stopped collector into a new folder: one data file, manifest.json, SHA256SUMS.",
            "",
            "By default counts: per network, target list and day, and only where at least five sites measured, so that"
                    + " nobody can be picked out. With --records single observations, for those who are vetted."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-collector export --data /var/lib/cordon --out april --since 2026-04-01T00:00:00Z",
            "  cordon-collector export --data /var/lib/cordon --out records --records --format ndjson",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class ExportCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Data directory of a collector.")
    private Path data = Path.of(".");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to make; must not exist.")
    private Path out = Path.of(".");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet, ndjson or csv (default: ${DEFAULT-VALUE}).")
    private Export.Format format = Export.Format.PARQUET;

    @Option(names = "--records", description = "Single observations instead of counts. Not for publication.")
    private boolean records;

    @Option(
            names = "--fine",
            description =
                    "Counts per /24 or /48 and hour instead of per target list and day. Not for publication: joined with"
                            + " a provider's records of connections they name volunteers (docs/formats.md, section 7).")
    private boolean fine;

    @Option(
            names = "--least-sites",
            paramLabel = "N",
            defaultValue = "5",
            description = "Leave out counts that fewer sites measured (default: ${DEFAULT-VALUE}).")
    private int leastSites = 5;

    @Option(names = "--since", paramLabel = "TIME", description = "Begun then or later, such as 2026-04-01T00:00:00Z.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Begun before.")
    private @Nullable Instant until;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (leastSites < 1) {
            throw new ParameterException(spec.commandLine(), "--least-sites must be 1 or more");
        }
        try (ArchiveFile archive = ArchiveFile.open(data)) {
            Export export = new Export(archive, new Export.Order(format, records, fine, leastSites, since, until));
            Export.Manifest manifest = export.write(out);
            PrintWriter err = spec.commandLine().getErr();
            err.println(manifest.observations() + " observations exported to " + out);
            PrintWriter print = spec.commandLine().getOut();
            print.println(Json.mapper().writeValueAsString(manifest));
            print.flush();
        }
        return 0;
    }
}
