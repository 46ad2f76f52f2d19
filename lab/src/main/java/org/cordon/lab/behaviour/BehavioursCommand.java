package org.cordon.lab.behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cordon.analysis.cli.BadFileException;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Scenario.Network;
import org.cordon.lab.far.FarCommand;
import org.cordon.lab.sandbox.SandboxInternet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code behaviours}: plays one way of blocking after the other and keeps what real probes observe of each. */
@Command(
        name = "behaviours",
        mixinStandardHelpOptions = true,
        description =
                "Plays every way of blocking that plain sockets can see, one after the other, and writes what real probes"
                        + " observe of each to DIR/NAME/observations.jsonl, and what the detector makes of it to"
                        + " DIR/NAME/blocks.json. DIR/open and DIR/open_udp hold what is seen while nobody is in the way. Run it inside"
                        + " namespaces of its own, as 'demo' is.")
public final class BehavioursCommand implements Callable<Integer> {
    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The checkout, with its jars built.")
    private Path root = Path.of(".");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the observations go.")
    private Path out = Path.of(".");

    @Option(names = "--only", paramLabel = "NAMES", split = ",", description = "Only these cases, after the open ones.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws Exception {
        Scenario scenario = scenario();
        SandboxInternet internet = SandboxInternet.build(scenario);
        Stage stage = new Stage(root);
        Process far =
                stage.server(internet.far(), List.of("far", "--udp=" + String.join(",", udp())), FarCommand.READY);
        try {
            Play play = new Play(stage, internet, out);
            for (Behaviour open : Behaviours.open()) {
                play.open(open, scenario.networks());
            }
            inTwoNetworks(play, scenario.networks());
        } finally {
            far.destroyForcibly();
        }
        return 0;
    }

    /** The long ones in the second network, meanwhile the others in the first. */
    private void inTwoNetworks(Play play, List<Network> networks) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> lanes = new ArrayList<>();
            for (boolean isLong : List.of(false, true)) {
                Network network = networks.get(isLong ? 1 : 0);
                lanes.add(both.submit(() -> {
                    for (Behaviour behaviour : Behaviours.all()) {
                        if (behaviour.isLong() == isLong && (only.isEmpty() || only.contains(behaviour.name()))) {
                            play.play(behaviour, network);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> lane : lanes) {
                lane.get();
            }
        } finally {
            both.shutdownNow();
        }
    }

    /** Where DNS and QUIC are spoken. */
    private static List<String> udp() {
        List<String> addresses = new ArrayList<>(List.of("8.8.8.8", "8.8.8.9"));
        for (String net : List.of("104.16.1.", "104.18.1.")) {
            IntStream.range(10, 16).forEach(i -> addresses.add(net + i));
        }
        return addresses;
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
}
