package org.cordon.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.simulate.Scenario.Network;
import org.cordon.lab.sandbox.SandboxFailure;

/** Plays the faults of a plan when their time has come. */
final class Faults {
    private final Deque<Fault> plan;
    private final Sandbox sandbox;
    private final PrintStream screen;

    Faults(List<Fault> plan, Sandbox sandbox, PrintStream screen) {
        this.plan = new ArrayDeque<>(plan);
        this.sandbox = sandbox;
        this.screen = screen;
    }

    /** Whether all has gone wrong that was to. */
    boolean over() {
        return plan.isEmpty();
    }

    /** Plays what is due at {@code offset}. */
    void act(Duration offset) throws IOException, InterruptedException, SandboxFailure {
        while (!plan.isEmpty() && plan.peek().at().compareTo(offset) <= 0) {
            play(plan.remove(), offset);
        }
    }

    private void play(Fault fault, Duration offset) throws IOException, InterruptedException, SandboxFailure {
        Network network = fault.network();
        switch (fault.kind()) {
            case KILL -> {
                sandbox.collector().kill();
                sandbox.collector().restart();
                say(offset, "the collector was killed with its broker, and is started again");
            }
            case CUT -> {
                sandbox.internet().cut(required(network), 1);
                say(offset, sandbox.firstProbe(required(network)) + " can no longer reach the collector");
            }
            case MEND -> {
                sandbox.internet().mend(required(network));
                say(
                        offset,
                        sandbox.firstProbe(required(network)) + " can reach the collector again; meanwhile it made "
                                + sandbox.waiting(required(network)) + " batches, which wait on its disk");
            }
        }
    }

    private static Network required(@org.jspecify.annotations.Nullable Network network) {
        if (network == null) {
            throw new IllegalArgumentException("a way is that of a network");
        }
        return network;
    }

    private void say(Duration offset, String what) {
        screen.printf(Locale.ROOT, "+%.1fs  %s%n", offset.toMillis() / 1e3, what);
    }
}
