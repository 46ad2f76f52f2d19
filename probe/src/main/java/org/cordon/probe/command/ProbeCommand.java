package org.cordon.probe.command;

import org.cordon.analysis.program.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The probe's command line: what stands before the name of a command. */
@Command(
        name = "cordon-probe",
        mixinStandardHelpOptions = true,
        version = "cordon-probe 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds out which addresses your network cuts you off from.",
        subcommands = {RunCommand.class, SpoolCommand.class, WhoisCommand.class},
        footer = {
            "",
            "To begin, see what would be contacted; nothing is sent:",
            "  java -jar cordon-probe.jar run --once --dry-run",
        })
public final class ProbeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ProbeCommand() {}

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return Program.of(new CommandLine(new ProbeCommand())
                .registerConverter(java.util.Locale.class, java.util.Locale::forLanguageTag)
                .registerConverter(java.time.Duration.class, DurationText::parse));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: 'run' measures, 'whois' asks whose an address is.");
    }
}
