package org.cordon.analysis.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.evaluate.Evaluation;
import org.cordon.analysis.evaluate.Goal;
import org.cordon.analysis.evaluate.Reliability;
import org.cordon.analysis.evaluate.Revision;
import org.cordon.analysis.evaluate.Score;
import org.cordon.analysis.evaluate.Tally;
import org.cordon.analysis.evaluate.Trial;
import org.cordon.analysis.evaluate.World;
import org.cordon.analysis.simulate.GroundTruth;
import org.cordon.analysis.simulate.Scenario;
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
                    + " scenarios to the detector and, on the same observations, to simpler ways of noticing blocks; prints"
                    + " a line for each.",
            "",
            "All figures count confirmed records. A pair of network and prefix counts where the five-failure oracle, which"
                    + " knows the prefix, became sure of it. docs/detection.md says what the baselines are told, and where the"
                    + " bound comes from.",
            "",
            "Columns (times in seconds):",
            "  pairs, unid.   pairs that count; those of which the oracle was never sure",
            "  edges          share of pairs whose edges measured targets can tell at all",
            "  recall, exact  share of pairs found; of these, with the same live targets",
            "  false          confirmed without a truth, cause censor or unknown",
            "  blamed         records wrongly of cause censor",
            "  superf         true records beyond one, per pair",
            "  addrP, addrR   precision, recall in addresses x time (a v6 /48 weighs one)",
            "  delay, orac    median from true start to confirmed record; the oracle's",
            "  d90, o90       their ninth deciles",
            "  mean, bound    mean delay; Lorden's lower bound for one network by itself",
            "  lifts, found   pairs whose end the oracle saw; share found; then medians",
            "  tries          median attempts inside until anything is suspected (13: later than the twelfth)",
            "  stand          records without a truth, suspected ones too, that stand at the end",
            "  ECE            expected calibration error of the confidence, if stated",
            "",
            "With --goals a star stands behind each figure of the detector that falls short of what docs/detection.md asks of"
                    + " such a world, and a table at the end says which goals are reached in all of them."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-analysis evaluate --truth DIR/truth.json blocks.json",
            "  cordon-analysis evaluate --family --seeds 101-103",
            "  cordon-analysis evaluate --family --seeds 101-120 --goals",
            "  cordon-analysis evaluate --scenario leaky --each-seed --no-baselines",
            "",
            "Exit status: 0 done (with --goals: all are reached), 1 failed (with --goals: or some goal is missed), 2 bad usage."
        })
final class EvaluateCommand implements Callable<Integer> {
    /** The shipped worlds, but for the one that passes in a minute for the sake of the demo. */
    static final List<String> FAMILY = ScenarioFile.SHIPPED.stream()
            .filter(name -> !name.equals("april-2018"))
            .toList();

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

    @Option(names = "--each-seed", description = "A line for each seed rather than for all of them together.")
    private boolean eachSeed;

    @Option(
            names = "--baselines",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Also play OONI's rule and CUSUM, a fixed failure rate and Trinocular's belief (default: yes).")
    private boolean baselines = true;

    @Option(
            names = "--alarm-budget",
            paramLabel = "DAYS",
            defaultValue = "365",
            description = "Mean time between false alarms of one network and prefix that Lorden's bound allows for"
                    + " (default: ${DEFAULT-VALUE}).")
    private int budget = 365;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--goals", description = "Also say which goals are reached; end with status 1 if one is not.")
    private boolean goals;

    @Option(names = "--verbose", description = "Also print each record that has no truth.")
    private boolean verbose;

    @Parameters(paramLabel = "BLOCKS", arity = "0..1", description = "Blocks as 'detect' prints them.")
    private @Nullable Path blocks;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final List<Row> rows = new ArrayList<>();
    private final GoalTable goalTable = new GoalTable();

    /** One line: what {@code method} made of a scenario, played with {@code seeds}. */
    record Row(String scenario, String seeds, String method, Score score) {}

    @Override
    public Integer call() throws IOException, BadFileException {
        if (budget < 1) {
            throw new ParameterException(spec.commandLine(), "--alarm-budget takes a number of days from 1 on");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == ReportFormat.TEXT) {
            out.println(ScoreTable.HEADER);
        }
        if (family || !only.isEmpty()) {
            play();
        } else if (truth != null && blocks != null) {
            GroundTruth known = Json.mapper().readValue(truth.toFile(), GroundTruth.class);
            List<Block> found = Json.mapper().readValue(blocks.toFile(), new TypeReference<List<Block>>() {});
            Tally tally = new Tally();
            new Evaluation(known, Revision.history(found), Duration.ofDays(budget)).addTo(tally);
            take(
                    new Row(known.scenario(), Long.toString(known.seed()), Trial.DETECTOR, tally.score()),
                    World.of(known));
        } else {
            throw new ParameterException(
                    spec.commandLine(), "Give --truth FILE and BLOCKS, or --family, or --scenario NAME.");
        }
        if (format == ReportFormat.JSON) {
            out.println(Json.mapper().writeValueAsString(rows));
        } else {
            ScoreTable.reliability(reliability(), out);
        }
        boolean reached = !goals
                || goalTable.print(
                        reliability(),
                        format == ReportFormat.JSON ? spec.commandLine().getErr() : out);
        out.flush();
        return reached ? 0 : 1;
    }

    private void play() throws IOException, BadFileException {
        for (String name : only.isEmpty() ? FAMILY : only) {
            Scenario scenario = ScenarioFile.read(name);
            if (eachSeed) {
                for (long seed : range()) {
                    play(name, scenario, List.of(seed), Long.toString(seed));
                }
            } else {
                play(name, scenario, range(), seeds);
            }
        }
    }

    private void play(String name, Scenario scenario, List<Long> with, String label) {
        Trial trial = new Trial(DetectorSettings.defaults(), baselines, Duration.ofDays(budget));
        try (Progress progress = Progress.start(name, spec.commandLine().getErr())) {
            with.forEach(seed -> trial.play(scenario.withSeed(seed), progress::step));
        }
        trial.scores().forEach((method, score) -> take(new Row(name, label, method, score), World.of(scenario)));
    }

    private Reliability reliability() {
        return rows.stream()
                .filter(row -> row.method().equals(Trial.DETECTOR))
                .map(row -> row.score().reliability())
                .reduce(Reliability.NONE, Reliability::plus);
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

    private void take(Row row, World world) {
        rows.add(row);
        List<Goal> missed = row.method().equals(Trial.DETECTOR) && goals
                ? goalTable.take(row.scenario() + (eachSeed ? " " + row.seeds() : ""), world, row.score())
                : List.of();
        if (format == ReportFormat.TEXT) {
            print(row, missed, spec.commandLine().getOut());
        }
    }

    private void print(Row row, List<Goal> missed, PrintWriter out) {
        boolean detector = row.method().equals(Trial.DETECTOR);
        String name = detector ? row.scenario() + (eachSeed ? " " + row.seeds() : "") : "  " + row.method();
        out.println(ScoreTable.row(name, row.score(), missed));
        if (verbose && detector) {
            row.score().invented().forEach(record -> print(record, out));
        }
        out.flush();
    }

    private static void print(Revision record, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "    AS%d %s %s %s from %s, confirmed %s, last changed %s, confidence %.3f %s%n",
                record.asn(),
                record.cidr(),
                record.state(),
                record.cause(),
                record.from(),
                record.confirmed(),
                record.at(),
                record.confidence(),
                record.evidence());
    }
}
