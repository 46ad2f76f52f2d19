package org.cordon.collector;

import org.cordon.analysis.program.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code cordon-collector.jar}. */
@Command(
        name = "cordon-collector",
        mixinStandardHelpOptions = true,
        version = "cordon-collector 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Gathers what probes measured, folds it into blocks, keeps it, answers for it.",
        footer = {
            "",
            "To begin: cordon-collector serve",
            "  starts a collector with its own Kafka broker in ./cordon-data,",
            "  API at http://127.0.0.1:8080/api/v1/blocks, probes connect to 127.0.0.1:9092.",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage or configuration."
        })
public final class CollectorMain {
    private CollectorMain() {}

    public static void main(String[] args) {
        Program.run(CollectorMain::commandLine, args);
    }

    static CommandLine commandLine() {
        return Program.of(new CommandLine(new CollectorMain())
                .addSubcommand(ServeCommand.create())
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new ExportCommand())
                .addSubcommand(new ImportCommand())
                .addSubcommand(new MigrateCommand()));
    }
}
