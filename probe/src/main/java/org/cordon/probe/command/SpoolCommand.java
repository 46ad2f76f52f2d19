package org.cordon.probe.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.cordon.analysis.wire.Json;
import org.cordon.probe.spool.SpoolStatus;
import org.cordon.probe.spool.SpoolView;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code spool}: what waits for a collector; {@code spool export}: takes it along. */
@Command(
        name = "spool",
        mixinStandardHelpOptions = true,
        description = "Shows what waits on this disk for a collector.")
final class SpoolCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The probe's folder (default: .cordon in your home folder).")
    Path home = UplinkOptions.DEFAULT_HOME;

    @Option(names = "--json", description = "As one line of JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private SpoolView view() throws IOException {
        return new SpoolView(home.resolve("spool"), InstantSource.system());
    }

    @Override
    public Integer call() throws IOException {
        SpoolStatus status = view().status();
        spec.commandLine().getOut().println(json ? Json.mapper().writeValueAsString(status) : words(status));
        return ExitCode.OK;
    }

    private static String words(SpoolStatus status) {
        return status.observations() + " observations in " + status.batches() + " batches (" + status.bytes()
                + " bytes) wait for a collector; " + status.dropped() + " were dropped so far.";
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Saves all that waits into FILE, a zip, to be carried out by hand.",
                "Each entry is the body of one POST to a gateway's /api/v1/batches. Nothing is removed here."
            })
    int export(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            int count = view().export(out);
            spec.commandLine().getErr().println(count + " batches are in " + file + ".");
        }
        return ExitCode.OK;
    }
}
