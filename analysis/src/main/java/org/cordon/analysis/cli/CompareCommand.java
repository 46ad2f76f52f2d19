package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.cordon.analysis.registry.Comparison;
import org.cordon.analysis.registry.ReachedTargets;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.registry.ScoreCard;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: the register against what networks really block. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Holds the censor's register against the blocks that observations show, network by network:",
            "listed and blocked, listed and open, blocked and not listed, lifted and still blocked, and the lag."
        },
        footer = {
            "",
            "Example:",
            "  cordon-analysis compare --register april-2018 --register dump.csv.gz observations.jsonl",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class CompareCommand implements Callable<Integer> {
    private static final Duration RECENT = Duration.ofDays(1);

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Observations; read twice.")
    private List<String> files = List.of();

    @Option(
            names = "--register",
            paramLabel = "FILE",
            required = true,
            description =
                    "The register: a dump (CSV) or the XML export 2.4, plain or gzip; april-2018 is the shipped list"
                            + " of that campaign. Several editions, the oldest first, bound the times of listing.")
    private List<String> registers = List.of();

    @Option(names = "--at", paramLabel = "TIME", description = "The moment (RFC 3339); default: the last observation.")
    private @Nullable Instant at;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Register register = register(err);
        ObservationPass pass = new ObservationPass(files, err);
        ObservationPass.Verdicts verdicts = pass.detect(o -> {});
        Instant when = at == null ? verdicts.last() : at;
        ReachedTargets reached = new ReachedTargets(when.minus(RECENT), when);
        pass.again(reached::accept);
        ScoreCard card = Comparison.of(register, verdicts.blocks(), reached, when);
        PrintWriter out = spec.commandLine().getOut();
        if (format == ReportFormat.JSON) {
            out.println(Json.mapper().writeValueAsString(card));
        } else {
            ScoreCardText.print(card, out);
        }
        out.flush();
        return 0;
    }

    private Register register(PrintWriter err) throws IOException {
        List<Register> editions = new ArrayList<>();
        for (String name : registers) {
            editions.add(RegisterFile.read(name, err));
        }
        return Register.joined(editions);
    }
}
