package org.cordon.probe;

import org.cordon.probe.command.ProbeCommand;

/** Entry point of {@code cordon-probe.jar}. */
public final class ProbeMain {
    private ProbeMain() {}

    public static void main(String[] args) {
        System.exit(ProbeCommand.commandLine().execute(args));
    }
}
