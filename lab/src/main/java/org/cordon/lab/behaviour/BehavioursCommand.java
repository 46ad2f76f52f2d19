package org.cordon.lab.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.cordon.analysis.cli.BadFileException;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.lab.far.FarCommand;
import org.cordon.lab.far.SpliceCommand;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;
import org.cordon.lab.sandbox.SandboxInternet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code behaviours}: plays one way of blocking after the other and keeps what a real probe observes of each. */
@Command(
        name = "behaviours",
        mixinStandardHelpOptions = true,
        description =
                "Plays every way of blocking that plain sockets can see, one after the other, and writes what a real probe"
                        + " observes of each to DIR/NAME/observations.jsonl. Run it inside namespaces of its own, as 'demo'"
                        + " is.")
public final class BehavioursCommand implements Callable<Integer> {
    private static final String EMPTY = "table ip censor\ndelete table ip censor\n";

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The checkout, with its jars built.")
    private Path root = Path.of(".");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the observations go.")
    private Path out = Path.of(".");

    @Option(names = "--only", paramLabel = "NAMES", split = ",", description = "Only these cases.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws Exception {
        Scenario scenario = scenario();
        SandboxInternet internet = SandboxInternet.build(scenario);
        Namespace router = internet.router(scenario.networks().get(0));
        Namespace home = internet.probes(scenario.networks().get(0)).get(0);
        router.sysctl("net.netfilter.nf_conntrack_acct=1");
        Process far = await(
                start(
                        internet.far(),
                        "lab/target/cordon-lab.jar",
                        "far",
                        "--udp",
                        "8.8.8.8,8.8.8.9,104.16.1.10,104.18.1.10"),
                FarCommand.READY);
        try {
            for (Behaviour behaviour : Behaviours.all()) {
                if (only.isEmpty() || only.contains(behaviour.name())) {
                    play(behaviour, router, home);
                }
            }
        } finally {
            far.destroyForcibly();
        }
        return 0;
    }

    private static Scenario scenario() throws IOException, BadFileException {
        Path file = Files.createTempFile("behaviours", ".yaml");
        try (InputStream in = BehavioursCommand.class.getResourceAsStream("/behaviours.yaml")) {
            if (in == null) {
                throw new IOException("this build lacks behaviours.yaml");
            }
            Files.write(file, in.readAllBytes());
            return ScenarioFile.read(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private void play(Behaviour behaviour, Namespace router, Namespace home) throws Exception {
        router.nft(EMPTY + "table ip censor {\n" + behaviour.rules() + "}\n");
        Process box = behaviour.box().isEmpty()
                ? null
                : await(
                        start(
                                router,
                                "lab/target/cordon-lab.jar",
                                behaviour.box().toArray(String[]::new)),
                        SpliceCommand.READY);
        Path folder = Files.createDirectories(out.resolve(behaviour.name()));
        Path observations = folder.resolve("observations.jsonl");
        Files.deleteIfExists(observations);
        Path list = Files.writeString(
                folder.resolve("targets.csv"),
                "ip,port,list,host,provider\n" + String.join("\n", behaviour.targets()) + "\n");
        long begun = System.nanoTime();
        try {
            for (int run = 0; run < behaviour.runs(); run++) {
                probe(behaviour, home, list, observations);
            }
        } finally {
            if (box != null) {
                box.destroyForcibly();
            }
            router.nft(EMPTY);
        }
        System.out.printf(
                "%-22s %4d observations in %.1f s%n",
                behaviour.name(), Files.readAllLines(observations).size(), (System.nanoTime() - begun) / 1e9);
    }

    private void probe(Behaviour behaviour, Namespace home, Path list, Path observations) throws Exception {
        Process probe = start(
                home,
                "probe/target/cordon-probe.jar",
                "run",
                "--once",
                "--i-consent",
                "--hosted",
                "--seed",
                "1",
                "--cc",
                "RU",
                "--asn",
                "12389",
                "--connect-timeout",
                "2s",
                "--timeout",
                "2s",
                "--tests",
                behaviour.tests(),
                "--targets",
                list.toString(),
                "--out",
                observations.toString());
        String said = new String(probe.getInputStream().readAllBytes(), UTF_8);
        if (!probe.waitFor(90, TimeUnit.SECONDS) || probe.exitValue() != 0) {
            probe.destroyForcibly();
            throw new SandboxFailure(behaviour.name() + ": the probe failed: " + said);
        }
    }

    private Process start(Namespace where, String jar, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-jar",
                root.resolve(jar).toString()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(where.inside(command))
                .redirectErrorStream(true)
                .start();
    }

    private static Process await(Process process, String words) throws IOException, SandboxFailure {
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(words)) {
                return process;
            }
        }
        throw new SandboxFailure("a server of the sandbox ended before it was ready to: " + words);
    }
}
