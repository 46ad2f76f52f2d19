package org.cordon.lab;

import org.cordon.analysis.program.Program;
import org.cordon.lab.behaviour.BehavioursCommand;
import org.cordon.lab.demo.DemoCommand;
import org.cordon.lab.far.AcceptCommand;
import org.cordon.lab.far.FarCommand;
import org.cordon.lab.far.ForgeCommand;
import org.cordon.lab.far.PortalCommand;
import org.cordon.lab.far.SpliceCommand;
import org.cordon.lab.far.StreamCommand;
import org.cordon.lab.faults.FaultsCommand;
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
        subcommands = {
            DemoCommand.class,
            FaultsCommand.class,
            BehavioursCommand.class,
            AcceptCommand.class,
            FarCommand.class,
            ForgeCommand.class,
            SpliceCommand.class,
            StreamCommand.class,
            PortalCommand.class,
            IsolationCommand.class,
            GateCommand.class,
            HostCommand.class
        })
public final class LabMain {
    private LabMain() {}

    public static void main(String[] args) {
        Program.run(() -> Program.of(new CommandLine(new LabMain())), args);
    }
}
