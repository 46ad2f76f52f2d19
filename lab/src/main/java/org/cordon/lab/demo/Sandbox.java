package org.cordon.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Scenario.Network;
import org.cordon.analysis.simulate.TargetDraw;
import org.cordon.analysis.targets.Target;
import org.cordon.lab.far.FarCommand;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;
import org.cordon.lab.sandbox.SandboxInternet;

/** A scenario brought to life: its internet, the servers at its far end, and its probes. */
final class Sandbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scenario scenario;
    private final Jars jars;
    private final Path folder;
    private final SandboxInternet internet;
    private final Processes processes;
    private final List<Target> targets;

    private Sandbox(Scenario scenario, Jars jars, Path folder) throws IOException, SandboxFailure {
        this.scenario = scenario;
        this.jars = jars;
        this.folder = folder;
        this.targets = TargetDraw.draw(scenario);
        this.processes = new Processes(Files.createDirectories(folder.resolve("logs")));
        this.internet = SandboxInternet.build(scenario);
    }

    /**
     * Builds everything but the probes, and waits until the far end answers.
     *
     * @param folder for lists, observations and logs
     */
    static Sandbox start(Scenario scenario, Jars jars, Path folder)
            throws IOException, SandboxFailure, InterruptedException {
        Sandbox sandbox = new Sandbox(scenario, jars, folder);
        try {
            sandbox.startFar();
            Files.write(sandbox.targetFile(), sandbox.targetLines());
            return sandbox;
        } catch (IOException | InterruptedException | SandboxFailure e) {
            sandbox.close();
            throw e;
        }
    }

    private void startFar() throws IOException, InterruptedException, SandboxFailure {
        processes.start("far", internet.far(), jars.lab(List.of("far")));
        Path log = processes.log("far");
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += 100) {
            if (Files.readString(log).contains(FarCommand.READY)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new SandboxFailure("the servers of the far end did not start: "
                + Files.readString(log).strip());
    }

    private Path targetFile() {
        return folder.resolve("targets.csv");
    }

    private List<String> targetLines() {
        List<String> lines = new ArrayList<>();
        lines.add("ip,port,list,provider,source");
        for (Target target : targets) {
            String provider = target.provider() == null ? "" : target.provider();
            lines.add(String.join(
                    ",", target.ip().toString(), "" + target.port(), target.list(), provider, target.source()));
        }
        return lines;
    }

    /**
     * Starts every probe of every network.
     *
     * @return the files that they write
     */
    List<Path> startProbes() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.createDirectories(folder.resolve("probes"));
        for (Network network : scenario.networks()) {
            int number = 1;
            for (Namespace home : internet.probes(network)) {
                String name = "probe-" + network.asn() + "-" + number;
                Path out = folder.resolve("probes").resolve(name + ".jsonl");
                files.add(out);
                List<String> command =
                        new ArrayList<>(List.of("sh", "-c", "while :; do \"$@\" || exit 1; sleep 1; done", "probe"));
                command.addAll(jars.probe(arguments(network, number, name, out)));
                processes.start(name, home, command);
                number++;
            }
        }
        return files;
    }

    private List<String> arguments(Network network, int number, String name, Path out) {
        int rate = Math.max(20, targets.size() / 8);
        return List.of(
                "run",
                "--i-consent",
                "--hosted",
                "--once",
                "--spacing=0s",
                "--rate=" + rate,
                "--in-flight=400",
                "--connect-timeout=2s",
                "--tests=tcp",
                "--targets=" + targetFile(),
                "--out=" + out,
                "--cc=" + network.cc(),
                "--asn=" + network.asn(),
                "--access=" + network.access().name().toLowerCase(Locale.ROOT),
                "--role=" + network.role().name().toLowerCase(Locale.ROOT),
                "--probe-id=" + name,
                "--seed=" + (scenario.seed() * 1_000 + network.asn() % 1_000 * 10 + number));
    }

    SandboxInternet internet() {
        return internet;
    }

    /** The distinct addresses that answer throughout. */
    List<Address> addresses() {
        return targets.stream().map(Target::ip).distinct().toList();
    }

    int targets() {
        return targets.size();
    }

    /** Names of processes that have died. */
    List<String> ended() {
        return processes.ended();
    }

    @Override
    public void close() {
        processes.close();
    }
}
