package org.cordon.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.simulate.Comparison;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Truth;
import org.cordon.analysis.wire.Json;
import org.cordon.lab.sandbox.Censor;
import org.cordon.lab.sandbox.SandboxFailure;

/** One showing: probes warm up, the censor acts by the clock, the detector is watched and finally judged. */
final class Demo {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final int SCREEN_ROWS = 24;

    private final Scenario scenario;
    private final Sandbox sandbox;
    private final Path folder;
    private final PrintStream screen;
    private final InstantSource clock;
    private final LiveTable table;
    private final boolean terminal = System.console() != null;
    private Instant begin = Instant.MAX;
    private Instant drawn = Instant.MIN;
    private Instant told = Instant.MIN;

    Demo(Scenario scenario, Sandbox sandbox, Path folder, PrintStream screen, InstantSource clock) {
        this.scenario = scenario;
        this.sandbox = sandbox;
        this.folder = folder;
        this.screen = screen;
        this.clock = clock;
        this.table = new LiveTable(screen, scenario);
    }

    /** Plays the scenario; ends when the verdicts are perfect, or when {@code grace} after its end has passed. */
    int once(Duration grace) throws IOException, InterruptedException, SandboxFailure {
        return play(scenario.duration().plus(grace), true);
    }

    /** Plays the scenario and stays in its last state until the process is ended from outside. */
    int untilInterrupted() throws IOException, InterruptedException, SandboxFailure {
        return play(Duration.ofDays(365), false);
    }

    private int play(Duration limit, boolean once) throws IOException, InterruptedException, SandboxFailure {
        Censor censor = new Censor(sandbox.internet(), scenario);
        List<Path> files = sandbox.startProbes();
        try (FileFold fold = new FileFold(files, folder.resolve("observations.jsonl"), clock)) {
            warmUp(fold, files.size());
            begin = clock.instant();
            Duration offset = Duration.ZERO;
            Comparison comparison = compare(fold, offset);
            while (offset.compareTo(limit) < 0) {
                censor.act(offset);
                fold.poll();
                comparison = compare(fold, offset);
                show(fold, comparison, offset);
                if (once && offset.compareTo(scenario.duration()) >= 0 && comparison.perfect()) {
                    break;
                }
                requireAlive();
                Thread.sleep(TICK.toMillis());
                offset = Duration.between(begin, clock.instant());
            }
            return judge(fold, comparison, offset);
        }
    }

    /** Before the censor acts, every probe must have tried every target: a block is a change. */
    private void warmUp(FileFold fold, int probes) throws IOException, InterruptedException, SandboxFailure {
        long wanted = (long) probes * sandbox.targets();
        screen.println(probes + " probes make their first pass over " + sandbox.targets() + " targets …");
        Instant deadline = clock.instant().plusSeconds(45);
        while (fold.observations() < wanted && clock.instant().isBefore(deadline)) {
            fold.poll();
            requireAlive();
            Thread.sleep(TICK.toMillis());
        }
        if (fold.observations() == 0) {
            throw new SandboxFailure("the probes measured nothing; their logs are in " + folder.resolve("logs"));
        }
    }

    private void requireAlive() throws SandboxFailure {
        List<String> ended = sandbox.ended();
        if (!ended.isEmpty()) {
            throw new SandboxFailure(
                    String.join(", ", ended) + " ended unexpectedly; see the logs in " + folder.resolve("logs"));
        }
    }

    private Comparison compare(FileFold fold, Duration offset) {
        return Comparison.of(Truth.at(scenario, offset), fold.blocks(), sandbox.addresses());
    }

    private void show(FileFold fold, Comparison comparison, Duration offset) {
        Instant now = clock.instant();
        if (terminal && Duration.between(drawn, now).toMillis() >= 1_000) {
            table.redraw(headline(fold, comparison, offset), fold.blocks(), SCREEN_ROWS);
            drawn = now;
        } else if (!terminal && Duration.between(told, now).toSeconds() >= 10) {
            screen.println(headline(fold, comparison, offset));
            told = now;
        }
    }

    private String headline(FileFold fold, Comparison comparison, Duration offset) {
        int blocked = comparison.exact().size() + comparison.missed().size();
        return String.format(
                Locale.ROOT,
                "%s  +%ds  %,d observations  %d of %d blocked (network, prefix) pairs found exactly, %d not in the script",
                scenario.name(),
                offset.toSeconds(),
                fold.observations(),
                comparison.exact().size(),
                blocked,
                comparison.invented().size());
    }

    private int judge(FileFold fold, Comparison comparison, Duration offset) throws IOException {
        List<Block> blocks = fold.blocks();
        table.print(headline(fold, comparison, offset), blocks, Integer.MAX_VALUE);
        write("blocks.json", blocks);
        write("truth.json", Truth.at(scenario, offset));
        screen.println();
        for (Truth missed : comparison.missed()) {
            screen.println("missed: AS" + missed.asn() + " " + missed.cidr());
        }
        for (Block invented : comparison.invented()) {
            screen.println("not in the script: AS" + invented.asn() + " " + invented.cidr());
        }
        screen.println(
                comparison.perfect()
                        ? "Every scripted block was found exactly, and nothing was invented."
                        : "The time limit came first: " + comparison.missed().size() + " missed, "
                                + comparison.invented().size() + " invented.");
        screen.println("Observations, blocks, truth and logs: " + folder);
        return comparison.perfect() ? 0 : 1;
    }

    /** One element a line, as {@code detect} prints it. */
    private void write(String name, List<?> records) throws IOException {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < records.size(); i++) {
            text.append(Json.mapper().writeValueAsString(records.get(i)));
            text.append(i + 1 < records.size() ? ",\n" : "\n");
        }
        Files.writeString(folder.resolve(name), text.append("]\n"));
    }
}
