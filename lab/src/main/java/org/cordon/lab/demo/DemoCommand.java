package org.cordon.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.relay.Lifeline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: what {@code ./demo} starts inside namespaces of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a scenario in the sandbox internet and shows what the collector makes of it.",
            "",
            "Real probes measure real addresses of Telegram, Amazon and Google, all of which live on this machine, while"
                    + " routers play the censor. They sign what they see and send it through a Kafka broker to the collector,"
                    + " whose API and metrics can be asked from here while it lasts. Nothing can leave: the namespaces have"
                    + " no route out."
        },
        footer = {
            "",
            "Exit status with --once: 0 every scripted block was found exactly, nothing was invented and no"
                    + " observation lost; 1 otherwise (what was missed, invented or lost is printed)."
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
            names = "--services",
            paramLabel = "FILE",
            description = {
                "Services that live in the sandbox: CSV with the header name,domain,category,lives_at,asked.",
                "Their names are resolved and those that are asked for (yes) are measured by name; in the end DIR of --out has"
                        + " what the collector says of each in collateral.json and metrics.txt."
            })
    private @Nullable Path services;

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
            description =
                    "Keep observations, truth, blocks, damage and logs in this folder (default: nothing is kept).")
    private @Nullable Path out;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where on this machine's loopback the collector's API is shown, if that is free (default:"
                    + " ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--kill-collector",
            paramLabel = "N",
            defaultValue = "0",
            description = "Kill the collector with its broker N times, at random moments, and start it again.")
    private int kills;

    @Option(
            names = "--cut",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Cut one probe's way to the collector for so long.")
    private int cut;

    @Option(
            names = "--prometheus",
            description = "With --once: let the Prometheus of this machine scrape the collector; what it saw is kept in"
                    + " prometheus/tsdb of --out. Without --once it is started whenever it is installed.")
    private boolean scraped;

    @Option(names = "--seed", paramLabel = "N", description = "Makes the moments of --kill-collector repeatable.")
    private @Nullable Long seed;

    @Option(names = "--relay", hidden = true, description = "The folder that the host's side of the relay looks after.")
    private @Nullable Path relay;

    @Option(names = "--root", hidden = true, description = "The checkout whose jars are run.")
    private Path root = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Scenario read = ScenarioFile.read(scenario);
        require(port >= 1 && port <= 65_535, "--port: 1 to 65535");
        require(grace >= 0 && kills >= 0 && cut >= 0, "--grace, --kill-collector and --cut: 0 or more");
        NamedServices named = services == null ? NamedServices.NONE : NamedServices.read(services);
        Path folder = (out == null ? Files.createTempDirectory("cordon-demo-") : Files.createDirectories(out))
                .toAbsolutePath();
        Jars jars = new Jars(root.toAbsolutePath());
        PrintStream screen = System.out;
        screen.println("Building the sandbox internet of '" + read.name() + "': " + read.description());
        try (Lifeline lifeline = relay == null ? null : Lifeline.take(relay);
                Sandbox sandbox = Sandbox.start(read, named, jars, folder, relay == null ? folder : relay);
                PrometheusProcess prometheus = prometheus(sandbox, lifeline)) {
            if (lifeline != null) {
                if (lifeline.port() != port) {
                    screen.println("Port " + port + " is in use here; another is taken.");
                }
                screen.printf(
                        "The collector answers at http://127.0.0.1:%d/api/v1/blocks and /metrics.%n", lifeline.port());
                screen.printf("What it found is told at http://127.0.0.1:%d/incidents.%n", lifeline.port());
                if (prometheus != null && lifeline.prometheusPort() != 0) {
                    tellOfPrometheus(screen, lifeline.prometheusPort());
                }
            }
            Verdict verdict = new Verdict(read, sandbox, folder, out != null, screen);
            Demo demo = new Demo(read, sandbox, faults(read, sandbox, screen), verdict, screen, InstantSource.system());
            if (once) {
                int status = demo.once(Duration.ofSeconds(grace));
                if (prometheus != null) {
                    prometheus.awaitScrape();
                }
                return status;
            }
            demo.untilInterrupted();
            return 0;
        }
    }

    private @Nullable PrometheusProcess prometheus(Sandbox sandbox, @Nullable Lifeline lifeline) throws IOException {
        boolean shown = lifeline != null && lifeline.prometheusPort() != 0;
        return shown || scraped
                ? sandbox.startPrometheus(
                        shown ? relay : null, root.toAbsolutePath().resolve("dashboards/rules.yml"))
                : null;
    }

    private void tellOfPrometheus(PrintStream screen, int port) {
        String dashboards = root.toAbsolutePath().resolve("dashboards/grafana").toString();
        screen.printf("A Prometheus that scrapes it is at http://127.0.0.1:%d. To see the dashboards:%n", port);
        screen.printf("  CORDON_PROMETHEUS=http://127.0.0.1:%d CORDON_DASHBOARDS=%s \\%n", port, dashboards);
        screen.printf(
                "  GF_PATHS_PROVISIONING=%s/provisioning grafana server --homepath=/usr/share/grafana%n", dashboards);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), what);
        }
    }

    private Faults faults(Scenario read, Sandbox sandbox, PrintStream screen) {
        long drawn = seed == null ? new SplittableRandom().nextLong() >>> 32 : seed;
        if (kills > 0) {
            screen.println("The moments of the kills are those of --seed " + drawn + ".");
        }
        return new Faults(
                Fault.plan(read, kills, Duration.ofSeconds(cut), new SplittableRandom(drawn)), sandbox, screen);
    }
}
