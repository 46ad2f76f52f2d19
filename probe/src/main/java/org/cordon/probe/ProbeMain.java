package org.cordon.probe;

import org.cordon.analysis.program.Program;
import org.cordon.probe.command.ProbeCommand;

/** Entry point of {@code cordon-probe.jar}. */
public final class ProbeMain {
    private ProbeMain() {}

    public static void main(String[] args) {
        // Kafka's client looks for a logger; this program speaks for itself and brings none
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Program.run(() -> ProbeCommand.commandLine(args), args);
    }
}
