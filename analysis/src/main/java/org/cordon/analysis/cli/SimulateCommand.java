package org.cordon.analysis.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "Nothing is sent to anybody.",
            "",
            "A scenario is a YAML file. A small one:",
            "",
            "  name: small",
            "  start: 2026-03-02T00:00:00Z",
            "  duration: 12h",
            "  country: RU",
            "  networks:",
            "    - {asn: 12389, probes: 4}",
            "    - {asn: 24940, cc: DE, role: control, probes: 2}",
            "  targets:",
            "    - {list: amazon, cidr: 18.184.0.0/15, count: 20}",
            "  blocks:",
            "    - {cidr: 18.184.0.0/15, start: 4h, end: 8h, leak: 0.1}",
            "",
            "It can also say (docs/scenarios.md has every key):",
            "  networks    access, mobile, regions, sites, habits, enforces, liars",
            "  habits      loss, offline, skew, upload, late, canary_trust",
            "  targets     ports, since, quality (dead, flaky, moving, geoblocked, ...)",
            "  blocks      mechanism, networks, except, ports, lags, coverage, access, on",
            "  outages     cidr, networks or served, start, end, controls_back",
            "  allowlists  networks, access, start, end, lists, recognised",
            "",
            "What is wrong with a file is said line by line, and nothing is written then."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-analysis simulate april-2018-real-time --out /tmp/april",
            "  cordon-analysis simulate leaky --seed 7 --out DIR",
            "  cordon-analysis detect DIR/observations.jsonl.gz > blocks.json",
            "  cordon-analysis evaluate --truth DIR/truth.json blocks.json",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class SimulateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = Shipped.class,
            description = "A YAML file, or the name of a shipped scenario: ${COMPLETION-CANDIDATES}.")
    private String scenario = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write; made if need be.")
    private Path out = Path.of(".");

    @Option(names = "--seed", paramLabel = "N", description = "Other chances than the scenario's own seed.")
    private @org.jspecify.annotations.Nullable Long seed;

    /** The names of what is shipped, for the help text. */
    static final class Shipped extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Shipped() {
            super(ScenarioFile.SHIPPED);
        }
    }

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
