package org.cordon.analysis.cli;

import org.cordon.analysis.cli.campaign.April2018Command;
import org.cordon.analysis.cli.update.UpdateTargetsCommand;
import org.cordon.analysis.program.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code cordon-analysis.jar}. */
@Command(
        name = "cordon-analysis",
        mixinStandardHelpOptions = true,
        version = "cordon-analysis 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Finds blocked address ranges in observations. Data goes to standard output, all else to standard error.",
        footer = {"", "Exit status: 0 done, 1 failed, 2 bad usage."},
        subcommands = {
            DetectCommand.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            CollateralCommand.class,
            CompareCommand.class,
            ChangesCommand.class,
            April2018Command.class,
            AttributeCommand.class,
            TargetsCommand.class,
            UpdateTargetsCommand.class
        })
public final class AnalysisMain {
    private AnalysisMain() {}

    public static void main(String[] args) {
        Program.run(AnalysisMain::commandLine, args);
    }

    static CommandLine commandLine() {
        return Program.of(new CommandLine(new AnalysisMain()));
    }
}
