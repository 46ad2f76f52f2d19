package org.cordon.lab.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.evaluate.Comparison;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Truth;
import org.cordon.lab.programs.CollectorClient;
import org.cordon.lab.sandbox.Censor;
import org.cordon.lab.sandbox.SandboxFailure;

/** One showing: probes warm up, the censor acts by the clock, the collector is watched and finally judged. */
final class Demo {
    private static final int IDLE_LOOKS = 10;
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final int SCREEN_ROWS = 24;

    private final Scenario scenario;
    private final Sandbox sandbox;
    private final Faults faults;
    private final PrintStream screen;
    private final InstantSource clock;
    private final LiveTable table;
    private final Verdict verdict;
    private final boolean terminal = System.console() != null;
    private Instant begin = Instant.MAX;
    private Instant looked = Instant.EPOCH;
    private Instant drawn = Instant.EPOCH;
    private Instant told = Instant.EPOCH;
    private List<Block> blocks = List.of();
    private long observations;

    Demo(Scenario scenario, Sandbox sandbox, Faults faults, Verdict verdict, PrintStream screen, InstantSource clock) {
        this.scenario = scenario;
        this.sandbox = sandbox;
        this.faults = faults;
        this.screen = screen;
        this.clock = clock;
        this.table = new LiveTable(screen, scenario);
        this.verdict = verdict;
    }

    /** Plays the scenario; ends when the verdicts are perfect, or when {@code grace} after its end has passed. */
    int once(Duration grace) throws IOException, InterruptedException, SandboxFailure {
        Duration offset = play(scenario.duration(), grace, true);
        handOver();
        Comparison comparison = compare(offset);
        table.print(headline(comparison, offset), blocks, Integer.MAX_VALUE);
        return verdict.pronounce(comparison, Truth.at(scenario, offset));
    }

    /** Plays the scenario and stays in its last state until the process is ended from outside. */
    void untilInterrupted() throws IOException, InterruptedException, SandboxFailure {
        play(Duration.ofDays(365), Duration.ZERO, false);
    }

    private Duration play(Duration least, Duration grace, boolean once)
            throws IOException, InterruptedException, SandboxFailure {
        Censor censor = new Censor(sandbox.internet(), scenario);
        warmUp(sandbox.startProbes());
        begin = clock.instant();
        Duration limit = least.plus(grace);
        Duration offset = Duration.ZERO;
        while (offset.compareTo(limit) < 0 || (once && !faults.over())) {
            censor.act(offset);
            faults.act(offset);
            look(offset);
            if (once
                    && offset.compareTo(least) >= 0
                    && faults.over()
                    && compare(offset).perfect()
                    && servicesAreMeasured()) {
                break;
            }
            requireAlive();
            Thread.sleep(TICK.toMillis());
            offset = Duration.between(begin, clock.instant());
        }
        return offset;
    }

    /** A verdict on a prefix may need fewer attempts than one on a service. */
    private boolean servicesAreMeasured() throws InterruptedException {
        try {
            return sandbox.collector().client().areMeasured(sandbox.services().asked());
        } catch (IOException away) {
            return false;
        }
    }

    /** Before the censor acts, every probe must have tried every target: a block is a change. */
    private void warmUp(int probes) throws IOException, InterruptedException, SandboxFailure {
        long wanted = (long) probes * sandbox.targets();
        screen.println(probes + " probes make their first pass over " + sandbox.targets() + " targets …");
        Instant deadline = clock.instant().plusSeconds(45);
        while (observations < wanted && clock.instant().isBefore(deadline)) {
            observations = sandbox.collector().client().observations();
            requireAlive();
            Thread.sleep(TICK.toMillis());
        }
        if (observations == 0) {
            throw new SandboxFailure("the collector received nothing; its log ends\n" + sandbox.endOfLog("collector"));
        }
    }

    private void requireAlive() throws SandboxFailure {
        List<String> ended = sandbox.ended();
        if (!ended.isEmpty()) {
            throw new SandboxFailure(String.join(", ", ended) + " ended unexpectedly; the log of " + ended.get(0)
                    + " ends\n" + sandbox.endOfLog(ended.get(0)));
        }
    }

    /** Asks the collector anew when it is time to; while it is away its last word stands. */
    private void look(Duration offset) throws InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOK))) {
            return;
        }
        looked = now;
        try {
            observations = sandbox.collector().client().observations();
            blocks = sandbox.collector().client().blocks();
            show(compare(offset), offset);
        } catch (IOException away) {
            // it was killed and is starting again
        }
    }

    /** The probes end and hand over what they have; then the collector is waited for, and asked a last time. */
    private void handOver() throws IOException, InterruptedException, SandboxFailure {
        sandbox.collector().awaitReady();
        awaitHandedOver();
        sandbox.stopProbes();
        int left = sandbox.waiting().size();
        if (left > 0) {
            screen.println(left + " batches still wait on the probes' disks, and will count as missing.");
        }
        CollectorClient client = sandbox.collector().client();
        awaitIdle(client);
        observations = client.observations();
        blocks = client.blocks();
    }

    /** What one part has just handed on, the next does not know of at once: it is over when all say so for a while. */
    private static void awaitIdle(CollectorClient client) throws InterruptedException {
        int idle = 0;
        for (long waited = 0; idle < IDLE_LOOKS && waited < DRAIN.toMillis(); waited += TICK.toMillis()) {
            Thread.sleep(TICK.toMillis());
            idle = client.isReadyAndIdle() ? idle + 1 : 0;
        }
    }

    /** What piled up while the collector was away goes out before the probes, in a hurry then, are asked to end. */
    private void awaitHandedOver() throws IOException, InterruptedException {
        Set<Path> piled = sandbox.waiting();
        for (long waited = 0; !piled.isEmpty() && waited < DRAIN.toMillis(); waited += TICK.toMillis()) {
            Thread.sleep(TICK.toMillis());
            piled.retainAll(sandbox.waiting());
        }
    }

    private Comparison compare(Duration offset) {
        return Comparison.of(Truth.at(scenario, offset), blocks, sandbox.addresses());
    }

    private void show(Comparison comparison, Duration offset) {
        Instant now = clock.instant();
        if (terminal && Duration.between(drawn, now).toMillis() >= 1_000) {
            table.redraw(headline(comparison, offset), blocks, SCREEN_ROWS);
            drawn = now;
        } else if (!terminal && Duration.between(told, now).toSeconds() >= 10) {
            screen.println(headline(comparison, offset));
            told = now;
        }
    }

    private String headline(Comparison comparison, Duration offset) {
        int blocked = comparison.exact().size() + comparison.missed().size();
        return String.format(
                Locale.ROOT,
                "%s  +%ds  %,d observations  %d of %d blocked (network, prefix) pairs found exactly, %d not in the script",
                scenario.name(),
                offset.toSeconds(),
                observations,
                comparison.exact().size(),
                blocked,
                comparison.invented().size());
    }
}
