package org.cordon.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Scenario.Network;
import org.cordon.analysis.simulate.TargetDraw;
import org.cordon.analysis.targets.Target;
import org.cordon.lab.far.FarCommand;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;
import org.cordon.lab.sandbox.SandboxInternet;
import org.jspecify.annotations.Nullable;

/** A scenario brought to life: its internet, the servers at its far end, the collector, and the probes. */
final class Sandbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scenario scenario;
    private final NamedServices services;
    private final Jars jars;
    private final Path folder;
    private final SandboxInternet internet;
    private final Processes processes;
    private final List<Target> targets;
    private final CollectorProcess collector;

    private Sandbox(Scenario scenario, NamedServices services, Jars jars, Path folder, Path sockets)
            throws IOException, InterruptedException, SandboxFailure {
        this.scenario = scenario;
        this.services = services;
        this.jars = jars;
        this.folder = folder;
        this.targets = TargetDraw.draw(scenario);
        this.processes = new Processes(Files.createDirectories(folder.resolve("logs")));
        this.internet = SandboxInternet.build(scenario);
        try {
            startFar();
            for (Role role : Role.values()) {
                Files.write(targetFile(role), targetLines(role));
            }
            this.collector = CollectorProcess.start(
                    processes, internet.collector(), jars, services, folder.resolve("collector"), sockets);
        } catch (IOException | InterruptedException | SandboxFailure e) {
            processes.close();
            throw e;
        }
    }

    /**
     * Builds everything but the probes, and waits until the far end answers and the collector is ready.
     *
     * @param services that live at the far end
     * @param folder for lists, observations, the collector's data and logs
     * @param sockets where the Unix socket that leads to the collector's API is put
     */
    static Sandbox start(Scenario scenario, NamedServices services, Jars jars, Path folder, Path sockets)
            throws IOException, SandboxFailure, InterruptedException {
        return new Sandbox(scenario, services, jars, folder, sockets);
    }

    private void startFar() throws IOException, InterruptedException, SandboxFailure {
        List<String> far = services.none() ? List.of("far") : List.of("far", "--names", services.zone());
        processes.start("far", internet.far(), jars.lab(far));
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

    private Path targetFile(Role role) {
        return folder.resolve("targets-" + role.name().toLowerCase(Locale.ROOT) + ".csv");
    }

    private List<String> targetLines(Role role) {
        List<String> lines = new ArrayList<>();
        lines.add("ip,port,list,host,provider,source");
        for (Target target : targets) {
            String provider = target.provider() == null ? "" : target.provider();
            lines.add(String.join(
                    ",", target.ip().toString(), "" + target.port(), target.list(), "", provider, target.source()));
        }
        lines.addAll(services.targetLines(role));
        return lines;
    }

    /** Starts a Prometheus beside the collector. @param sockets where the socket that leads to it is put, if any */
    PrometheusProcess startPrometheus(@Nullable Path sockets, Path rules) throws IOException {
        return PrometheusProcess.start(processes, internet.collector(), jars, folder, sockets, rules);
    }

    /** Starts every probe of every network; returns how many they are. */
    int startProbes() throws IOException {
        int started = 0;
        for (Network network : scenario.networks()) {
            int number = 1;
            for (Namespace home : internet.probes(network)) {
                String name = probe(network, number);
                Files.createDirectories(probes().resolve(name));
                processes.start(name, home, jars.probe(arguments(network, number, name)));
                number++;
                started++;
            }
        }
        return started;
    }

    private static String probe(Network network, int number) {
        return "probe-" + network.asn() + "-" + number;
    }

    String firstProbe(Network network) {
        return probe(network, 1);
    }

    private Path probes() {
        return folder.resolve("probes");
    }

    /** How many batches of a network's first probe wait on its disk. */
    long waiting(Network network) throws IOException {
        return batches(probes().resolve(firstProbe(network))).size();
    }

    /** The batches of all probes that wait on their disks: a file goes when the collector has acknowledged it. */
    Set<Path> waiting() throws IOException {
        Set<Path> batches = new HashSet<>();
        for (Path probe : probeFolders()) {
            batches.addAll(batches(probe));
        }
        return batches;
    }

    private static List<Path> batches(Path probe) throws IOException {
        Path spool = probe.resolve("home").resolve("spool");
        if (!Files.exists(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".batch")).toList();
        }
    }

    private List<Path> probeFolders() throws IOException {
        try (Stream<Path> folders = Files.list(probes())) {
            return folders.sorted().toList();
        }
    }

    /** The files in which each probe itself wrote down what it measured. */
    List<Path> diaries() throws IOException {
        return probeFolders().stream()
                .map(probe -> probe.resolve("observations.jsonl"))
                .filter(Files::exists)
                .toList();
    }

    /** Ends all probes in good order: they hand over what they have. */
    void stopProbes() throws InterruptedException, SandboxFailure {
        processes.stop("probe-", PATIENCE);
    }

    private List<String> arguments(Network network, int number, String name) {
        int rate = Math.max(services.none() ? 20 : 40, targets.size() / 8);
        return List.of(
                "run",
                "--i-consent",
                "--hosted",
                "--interval=1s",
                "--spacing=0s",
                "--rate=" + rate,
                "--in-flight=400",
                "--connect-timeout=2s",
                "--tests=" + services.tests(),
                "--targets=" + targetFile(network.role()),
                "--out=" + probes().resolve(name).resolve("observations.jsonl"),
                "--home=" + probes().resolve(name).resolve("home"),
                "--kafka=" + CollectorProcess.KAFKA,
                "--cc=" + network.cc(),
                "--asn=" + network.asn(),
                "--access=" + network.access().name().toLowerCase(Locale.ROOT),
                "--role=" + network.role().name().toLowerCase(Locale.ROOT),
                "--seed=" + (scenario.seed() * 1_000 + network.asn() % 1_000 * 10 + number));
    }

    NamedServices services() {
        return services;
    }

    CollectorProcess collector() {
        return collector;
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

    /** The last lines of what a process has printed. */
    String endOfLog(String process) {
        return processes.end(process);
    }

    @Override
    public void close() {
        processes.close();
        collector.close();
    }
}
