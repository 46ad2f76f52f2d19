package org.cordon.lab.demo;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.simulate.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: what {@code ./demo} starts inside namespaces of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a scenario in the sandbox internet and shows what the detector makes of it.",
            "",
            "Real probes measure real addresses of Telegram, Amazon and Google, all of which live on this machine, while"
                    + " routers play the censor. Nothing can leave: the namespaces have no route out."
        },
        footer = {
            "",
            "Exit status with --once: 0 every scripted block was found exactly and nothing was invented; 1 the time limit"
                    + " came first (what was missed or invented is printed)."
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End as soon as everything has been found, or at the time limit.")
    private boolean once;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            defaultValue = "april-2018",
            description = "A scenario file, or the name of a shipped one (default: ${DEFAULT-VALUE}).")
    private String scenario = "april-2018";

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description =
                    "With --once: how long after the scenario's end the detector may take (default: ${DEFAULT-VALUE}).")
    private int grace;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where observations, truth, blocks and logs go (default: a new temporary folder).")
    private @Nullable Path out;

    @Option(names = "--root", hidden = true, description = "The checkout whose jars are run.")
    private Path root = Path.of("");

    @Override
    public Integer call() throws Exception {
        Scenario read = ScenarioFile.read(scenario);
        Path folder = out == null ? Files.createTempDirectory("cordon-demo-") : Files.createDirectories(out);
        Jars jars = new Jars(root.toAbsolutePath());
        PrintStream screen = System.out;
        screen.println("Building the sandbox internet of '" + read.name() + "': " + read.description());
        try (Sandbox sandbox = Sandbox.start(read, jars, folder.toAbsolutePath())) {
            Demo demo = new Demo(read, sandbox, folder, screen, InstantSource.system());
            return once ? demo.once(Duration.ofSeconds(grace)) : demo.untilInterrupted();
        }
    }
}
