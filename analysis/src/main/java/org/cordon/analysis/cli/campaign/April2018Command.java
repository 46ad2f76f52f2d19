package org.cordon.analysis.cli.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cordon.analysis.cli.BadFileException;
import org.cordon.analysis.cli.Progress;
import org.cordon.analysis.cli.ReportFormat;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.cli.ScoreCardText;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code april-2018}: the whole month from the bundled facts, beside what Cordon makes of it. */
@Command(
        name = "april-2018",
        mixinStandardHelpOptions = true,
        description = {
            "Replays the three weeks in which Roskomnadzor hunted Telegram: bundled facts, simulator, detector, reports.",
            "",
            "Prints side by side what is documented and what Cordon makes of it: the curve of blocked addresses, Amazon's"
                    + " share, services by category, and each network against the register. A test of consistency, not of"
                    + " the register. Takes about half a minute; nothing is contacted."
        },
        footer = {"", "Exit status: 0 done, 1 failed, 2 bad usage."})
public final class April2018Command implements Callable<Integer> {
    private static final String SCENARIO = "april-2018-real-time";

    @Option(names = "--seed", paramLabel = "N", description = "Other chances than the scenario's own seed.")
    private @Nullable Long seed;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, BadFileException {
        Scenario shipped = ScenarioFile.read(SCENARIO);
        Campaign campaign = new Campaign(seed == null ? shipped : shipped.withSeed(seed));
        CampaignReport report;
        try (Progress progress = Progress.start("Replaying", spec.commandLine().getErr())) {
            report = campaign.play(progress::step);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == ReportFormat.JSON) {
            out.println(Json.mapper().writeValueAsString(report));
        } else {
            CampaignText.print(report, out);
            ScoreCardText.print(report.networks(), out);
        }
        out.flush();
        return 0;
    }
}
