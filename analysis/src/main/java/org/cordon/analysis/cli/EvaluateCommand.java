package org.cordon.analysis.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.simulate.Evaluation;
import org.cordon.analysis.simulate.GroundTruth;
import org.cordon.analysis.simulate.Score;
import org.cordon.analysis.simulate.Trial;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate}: verdicts held against the truth. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Holds blocks against the truth of the scenario that they were found in, or plays the whole family of shipped"
                    + " scenarios to the detector and prints a line for each.",
            "",
            "All figures count confirmed records. A pair of network and prefix counts where the five-failure oracle, which"
                    + " knows the prefix, became sure of it."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-analysis evaluate --truth DIR/truth.json blocks.json",
            "  cordon-analysis evaluate --family --seeds 101-103",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class EvaluateCommand implements Callable<Integer> {
    /** The shipped scenarios that a simulated day or two shows whole. */
    static final List<String> FAMILY = List.of(
            "quiet-day",
            "subnets",
            "leaky",
            "growing",
            "exceptions",
            "v6",
            "ports-2026",
            "same-minute",
            "outages",
            "lost-route",
            "geoblocking",
            "liars",
            "offline");

    @Option(names = "--truth", paramLabel = "FILE", description = "What 'simulate' wrote beside the observations.")
    private @Nullable Path truth;

    @Option(names = "--family", description = "Play the shipped scenarios instead.")
    private boolean family;

    @Option(names = "--scenario", paramLabel = "NAME", description = "Play only this one, a file or a shipped one.")
    private List<String> only = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "FROM-TO",
            defaultValue = "101-101",
            description = "Seeds of the chances (default: ${DEFAULT-VALUE}; 1-99 are for tuning).")
    private String seeds = "101-101";

    @Option(names = "--verbose", description = "Also print each record that has no truth.")
    private boolean verbose;

    @Parameters(paramLabel = "BLOCKS", arity = "0..1", description = "Blocks as 'detect' prints them.")
    private @Nullable Path blocks;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, BadFileException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(ScoreTable.HEADER);
        if (family || !only.isEmpty()) {
            play(out);
        } else if (truth != null && blocks != null) {
            GroundTruth known = Json.mapper().readValue(truth.toFile(), GroundTruth.class);
            List<Block> found = Json.mapper().readValue(blocks.toFile(), new TypeReference<List<Block>>() {});
            print(out, known.scenario(), new Evaluation(known, Evaluation.history(found)).score());
        } else {
            throw new ParameterException(
                    spec.commandLine(), "Give --truth FILE and BLOCKS, or --family, or --scenario NAME.");
        }
        out.flush();
        return 0;
    }

    private void play(PrintWriter out) throws IOException, BadFileException {
        for (String name : only.isEmpty() ? FAMILY : only) {
            List<Score> scores = new ArrayList<>();
            for (long seed : range()) {
                try (Progress progress = Progress.start(name, spec.commandLine().getErr())) {
                    scores.add(Trial.run(
                            ScenarioFile.read(name).withSeed(seed), DetectorSettings.defaults(), n -> progress.step()));
                }
            }
            for (Score score : scores) {
                print(out, name, score);
            }
        }
    }

    private List<Long> range() {
        String[] ends = seeds.split("-", -1);
        try {
            long from = Long.parseLong(ends[0]);
            long to = ends.length == 1 ? from : Long.parseLong(ends[1]);
            List<Long> range = new ArrayList<>();
            for (long seed = from; seed <= to && range.size() < 1_000; seed++) {
                range.add(seed);
            }
            return range;
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--seeds takes FROM-TO, such as 101-105", e);
        }
    }

    private void print(PrintWriter out, String name, Score score) {
        out.println(ScoreTable.row(name, score));
        if (verbose) {
            for (Block block : score.invented()) {
                out.printf(
                        Locale.ROOT,
                        "    AS%d %s %s %s from %s, confirmed %s, ended %s, confidence %.3f %s%n",
                        block.asn(),
                        block.cidr(),
                        block.state(),
                        block.cause(),
                        block.started(),
                        block.confirmed(),
                        block.ended(),
                        block.confidence(),
                        block.causeEvidence());
            }
        }
        out.flush();
    }
}
