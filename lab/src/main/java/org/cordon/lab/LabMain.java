package org.cordon.lab;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.cordon.lab.demo.DemoCommand;
import org.cordon.lab.far.FarCommand;
import org.cordon.lab.relay.GateCommand;
import org.cordon.lab.relay.HostCommand;
import org.cordon.lab.sandbox.IsolationCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code cordon-lab.jar}; started by {@code ./demo} inside namespaces of its own. */
@Command(
        name = "cordon-lab",
        mixinStandardHelpOptions = true,
        version = "cordon-lab 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "The sandbox internet of the demo and the tests.",
        subcommands = {DemoCommand.class, FarCommand.class, IsolationCommand.class, GateCommand.class, HostCommand.class
        })
public final class LabMain {
    private LabMain() {}

    public static void main(String[] args) {
        // an empty environment names no encoding, and the terminal of today is UTF-8
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        CommandLine line = new CommandLine(new LabMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("cordon-lab: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }
}
