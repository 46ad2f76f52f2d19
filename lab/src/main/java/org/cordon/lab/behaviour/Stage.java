package org.cordon.lab.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cordon.analysis.simulate.Scenario.Network;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;

/** Starts the programs of this checkout inside the namespaces of the sandbox. */
final class Stage {
    private static final int PATIENCE_SECONDS = 90;

    private final Path root;

    /** @param root the checkout, with its jars built */
    Stage(Path root) {
        this.root = root;
    }

    /** Starts a server of the lab and waits until it says that it is {@code ready}. */
    Process server(Namespace where, List<String> arguments, String ready) throws IOException, SandboxFailure {
        Process process = start(where, "lab/target/cordon-lab.jar", arguments);
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(ready)) {
                return process;
            }
        }
        throw new SandboxFailure("a server of the sandbox ended before it was ready to: " + ready);
    }

    /** Starts a real probe for one run of {@code behaviour}. @param seed decides the order of its attempts */
    Process probe(Namespace home, Network network, Behaviour behaviour, int seed, Path targets, Path observations)
            throws IOException {
        return start(
                home,
                "probe/target/cordon-probe.jar",
                List.of(
                        "run",
                        "--once",
                        "--i-consent",
                        "--hosted",
                        "--seed=" + seed,
                        "--cc=" + network.cc(),
                        "--asn=" + network.asn(),
                        "--role=" + network.role().name(),
                        "--connect-timeout=2s",
                        "--timeout=2s",
                        // a burst of handshakes keeps a cold Java so busy that it discards what it could not watch
                        "--rate=" + behaviour.rate(),
                        "--in-flight=" + behaviour.inFlight(),
                        "--tests=" + behaviour.tests(),
                        "--targets=" + targets,
                        "--out=" + observations));
    }

    /** Waits for the end of a probe. */
    static void await(Process probe) throws IOException, InterruptedException, SandboxFailure {
        String said = new String(probe.getInputStream().readAllBytes(), UTF_8);
        if (!probe.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || probe.exitValue() != 0) {
            probe.destroyForcibly();
            throw new SandboxFailure("the probe failed: " + said);
        }
    }

    private Process start(Namespace where, String jar, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-jar",
                root.resolve(jar).toString()));
        command.addAll(arguments);
        return new ProcessBuilder(where.inside(command))
                .redirectErrorStream(true)
                .start();
    }
}
