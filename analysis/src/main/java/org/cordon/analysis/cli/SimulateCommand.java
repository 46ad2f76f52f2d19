package org.cordon.analysis.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.cordon.analysis.simulate.GroundTruth;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Simulator;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate}: observations and their truth for a scenario. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a scenario and writes DIR/observations.jsonl.gz, in the order in which they would be received, and"
                    + " DIR/truth.json: what is blocked where and when, and when an oracle that knows each prefix is sure.",
            "Nothing is sent to anybody."
        },
        footer = {
            "",
            "Example:",
            "  cordon-analysis simulate april-2018-real-time --out /tmp/april",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A YAML file, or the name of a shipped scenario.")
    private String scenario = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write; made if need be.")
    private Path out = Path.of(".");

    @Option(names = "--seed", paramLabel = "N", description = "Other chances than the scenario's own seed.")
    private @org.jspecify.annotations.Nullable Long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, BadFileException {
        Scenario read = ScenarioFile.read(scenario);
        Simulator simulator = new Simulator(seed == null ? read : read.withSeed(seed));
        Files.createDirectories(out);
        long count = write(simulator);
        GroundTruth truth = simulator.truth();
        Json.mapper().writeValue(out.resolve("truth.json").toFile(), truth);
        PrintWriter err = spec.commandLine().getErr();
        err.println(count + " observations, " + truth.pairs().size() + " pairs of network and prefix, in " + out);
        return 0;
    }

    private long write(Simulator simulator) throws IOException {
        long count = 0;
        Path file = out.resolve("observations.jsonl.gz");
        try (Progress progress = Progress.start("Simulating", spec.commandLine().getErr());
                OutputStream packed =
                        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), 1 << 16);
                ObservationWriter writer = new ObservationWriter(packed)) {
            while (simulator.hasNext()) {
                writer.write(simulator.next());
                count++;
                progress.step();
            }
        }
        return count;
    }
}
