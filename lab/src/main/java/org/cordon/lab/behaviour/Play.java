package org.cordon.lab.behaviour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.simulate.Scenario.Network;
import org.cordon.lab.far.SpliceCommand;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;
import org.cordon.lab.sandbox.SandboxInternet;

/** Plays cases in one sandbox internet and keeps what was seen of each in a folder. */
final class Play {
    private static final String EMPTY = "table ip censor\ndelete table ip censor\n";

    private final Stage stage;
    private final SandboxInternet internet;
    private final Path out;
    private final List<Observation> before = new ArrayList<>();

    private record Home(Network network, Namespace where) {}

    Play(Stage stage, SandboxInternet internet, Path out) {
        this.stage = stage;
        this.internet = internet;
        this.out = out;
    }

    /** What everybody sees while nobody is in the way; every case follows upon it. */
    void open(Behaviour open, List<Network> networks) throws Exception {
        Path folder = folder(open);
        List<Home> homes = new ArrayList<>();
        networks.forEach(network -> homes.add(homes(network).get(0)));
        measure(open, homes, folder);

        before.addAll(Found.read(folder.resolve("observations.jsonl")));
        finish(open, folder, before);
    }

    /** Plays {@code behaviour} in {@code network}. */
    void play(Behaviour behaviour, Network network) throws Exception {
        Namespace router = internet.router(network);
        router.sysctl("net.netfilter.nf_conntrack_acct=1");
        router.nft(EMPTY + "table ip censor {\n" + behaviour.rules() + "}\n");
        Process box = behaviour.box().isEmpty() ? null : stage.server(router, behaviour.box(), SpliceCommand.READY);
        Path folder = folder(behaviour);
        try {
            measure(behaviour, homes(network), folder);
        } finally {
            if (box != null) {
                box.destroyForcibly();
            }
            router.nft(EMPTY);
        }
        List<Observation> seen = new ArrayList<>(before);
        seen.addAll(Found.read(folder.resolve("observations.jsonl")));
        finish(behaviour, folder, seen);
    }

    private List<Home> homes(Network network) {
        return internet.probes(network).stream()
                .map(where -> new Home(network, where))
                .toList();
    }

    private Path folder(Behaviour behaviour) throws IOException {
        Path folder = Files.createDirectories(out.resolve(behaviour.name()));
        Files.write(folder.resolve("targets.csv"), lines("ip,port,list,host,provider", behaviour.targets()));
        return folder;
    }

    private static List<String> lines(String first, List<String> others) {
        List<String> lines = new ArrayList<>(List.of(first));
        lines.addAll(others);
        return lines;
    }

    /** All probes at once, run after run; their lines come together in the order of time. */
    private void measure(Behaviour behaviour, List<Home> homes, Path folder)
            throws IOException, InterruptedException, SandboxFailure {
        List<String> seen = new ArrayList<>();
        for (int run = 0; run < behaviour.runs(); run++) {
            List<Path> files = new ArrayList<>();
            List<Process> probes = new ArrayList<>();
            for (Home home : homes) {
                Path file = folder.resolve(home.where().name() + ".jsonl");
                Path targets = folder.resolve("targets.csv");
                files.add(file);
                probes.add(stage.probe(home.where(), home.network(), behaviour, files.size(), targets, file));
            }
            for (int i = 0; i < probes.size(); i++) {
                Stage.await(probes.get(i));
                seen.addAll(Files.readAllLines(files.get(i)));
                Files.delete(files.get(i));
            }
        }
        Files.write(folder.resolve("observations.jsonl"), seen);
    }

    private void finish(Behaviour behaviour, Path folder, List<Observation> seen) throws IOException {
        List<Block> blocks = Found.blocks(seen);
        Found.write(blocks, folder.resolve("blocks.json"));
        StringBuilder words = new StringBuilder();
        blocks.forEach(
                b -> words.append(" ").append(b.cidr()).append(b.mechanisms()).append(b.ports()));
        System.out.printf("%-20s %5d observations%s%n", behaviour.name(), seen.size(), words);
    }
}
