package org.cordon.analysis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code cordon-analysis.jar}. */
@Command(
        name = "cordon-analysis",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds blocked address ranges in files of observations.")
public final class AnalysisMain {
    private AnalysisMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new AnalysisMain()).execute(args));
    }
}
