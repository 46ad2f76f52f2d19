package org.cordon.analysis.cli;

import java.nio.file.NoSuchFileException;
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
            TargetsCommand.class
        })
public final class AnalysisMain {
    private AnalysisMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AnalysisMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("cordon-analysis: " + reason(failure));
                    return 1;
                });
    }

    private static String reason(Exception failure) {
        return failure instanceof NoSuchFileException missing
                ? "no such file: " + missing.getFile()
                : String.valueOf(failure.getMessage());
    }
}
