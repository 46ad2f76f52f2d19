package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cordon.probe.clock.ClockOffset;
import org.cordon.probe.engine.AddressSpacing;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Engine;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.engine.Result;
import org.cordon.probe.engine.Schedule;
import org.cordon.probe.history.History;
import org.cordon.probe.history.PastRun;
import org.cordon.probe.link.ModeGate;
import org.cordon.probe.privacy.OwnTraces;
import org.cordon.probe.privacy.Scrubber;
import org.cordon.probe.report.Findings;
import org.cordon.probe.report.ObservationMaker;
import org.cordon.probe.report.ProbeFacts;
import org.cordon.probe.report.Recorder;
import org.cordon.probe.report.RunId;
import org.cordon.probe.report.Summary;
import org.cordon.probe.report.Words;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.spool.Spool;
import org.jspecify.annotations.Nullable;

/** One run after the other: schedule, engine, mode of the link, observations, closing words. */
final class Measuring {
    private static final Duration NTP_PATIENCE = Duration.ofSeconds(2);

    private final InstantSource clock = InstantSource.system();
    private final AddressSpacing spacing = new AddressSpacing();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Limits limits;
    private final SandboxGuard guard;
    private final Function<Instant, ProbeFacts> facts;
    private final RandomGenerator order;
    private final RandomGenerator unpredictable;
    private final @Nullable Spool spool;
    private final Output output;
    private final PrintWriter err;
    private final List<InetSocketAddress> ntp;
    private final Words words;
    private final @Nullable History history;
    private volatile @Nullable Engine engine;
    private int runs;
    private long lastUdp;
    private String lastWords = "";

    /**
     * @param facts about the probe at a time; its pseudonym changes with the month
     * @param order decides the order of attempts and the length of pauses
     * @param unpredictable makes names that never come again
     * @param ntp servers that are asked for the time before each run
     * @param words for the closing sentence
     * @param history remembers each run, or null
     */
    Measuring(
            Limits limits,
            SandboxGuard guard,
            Function<Instant, ProbeFacts> facts,
            RandomGenerator order,
            RandomGenerator unpredictable,
            @Nullable Spool spool,
            Output output,
            PrintWriter err,
            List<InetSocketAddress> ntp,
            Words words,
            @Nullable History history) {
        this.history = history;
        this.ntp = ntp;
        this.limits = limits;
        this.guard = guard;
        this.facts = facts;
        this.order = order;
        this.unpredictable = unpredictable;
        this.spool = spool;
        this.output = output;
        this.err = err;
        this.words = words;
    }

    /** Ends the run that is on, and all others, soon; may be called from any thread. */
    void stop() {
        stopped.countDown();
        Engine running = engine;
        if (running != null) {
            running.stop();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Run after run, each {@code interval} (give or take a tenth) after the one before began, until {@link #stop}. */
    void daemon(List<Attempt> attempts, Duration interval) throws IOException, InterruptedException {
        while (!isStopped()) {
            long begun = System.nanoTime();
            once(attempts);
            long jittered = (long) (interval.toNanos() * (0.9 + 0.2 * order.nextDouble()));
            long now = System.nanoTime();
            long pause = jittered - (now - begun);
            if (lastUdp != 0) {
                pause = Math.max(pause, limits.spacing().toNanos() - (now - lastUdp));
            }
            if (stopped.await(Math.max(0, pause), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /** One run over all attempts. */
    void once(List<Attempt> attempts) throws IOException, InterruptedException {
        Engine running = new Engine(limits, guard, clock, System::nanoTime, unpredictable);
        engine = running;
        try {
            if (!isStopped()) {
                run(running, attempts);
            }
        } finally {
            engine = null;
        }
    }

    private void run(Engine running, List<Attempt> attempts) throws IOException, InterruptedException {
        Instant now = clock.instant();
        ProbeFacts who = facts.apply(now);
        runs++;
        Summary summary = new Summary();
        OwnTraces own = OwnTraces.now();
        ModeGate gate = new ModeGate(attempts);
        ObservationMaker maker = new ObservationMaker(who, RunId.next(now, unpredictable), offset(), new Scrubber(own));
        Recorder recorder = new Recorder(maker, gate, spool, output::write);
        Rounds rounds = new Rounds(attempts, own::isNear);
        try (Progress progress = Progress.of("Measuring", attempts.size())) {
            Consumer<Result> results = result -> {
                progress.step();
                summary.add(result);
                rounds.accept(result);
                recorder.accept(result);
            };
            for (Rounds.Round round = rounds.next(); round != null; round = rounds.next()) {
                // a UDP packet can arm a block of TCP that lasts as long as the pause before an address is tried again
                if (round.afterUdp() && stopped.await(limits.spacing().toNanos(), TimeUnit.NANOSECONDS)) {
                    break;
                }
                running.run(new Schedule(round.attempts(), order, spacing, runs, limits), results);
            }
        } finally {
            if (rounds.sentUdp()) {
                lastUdp = System.nanoTime();
            }
            recorder.finish();
        }
        Findings findings = summary.findings(who.asn(), gate.mode());
        say(findings.text(words));
        if (history != null) {
            history.add(new PastRun(now, clock.instant(), maker.count(), findings));
        }
    }

    /** How far this machine's clock is off; nothing where that is not known. */
    private Duration offset() {
        Optional<Duration> offset = new ClockOffset(guard, NTP_PATIENCE).measure(ntp);
        if (!ntp.isEmpty() && offset.isEmpty()) {
            err.println("The time could not be learnt from the NTP servers; this machine's clock is believed.");
        }
        offset.filter(off -> off.abs().compareTo(ClockOffset.WORTH_TELLING) > 0)
                .ifPresent(off ->
                        err.println("This machine's clock is " + off.abs().toSeconds() + " s "
                                + (off.isNegative() ? "fast" : "slow") + "; the observations carry the right time."));
        return offset.orElse(Duration.ZERO);
    }

    /** Says it unless it has just been said: a daemon that finds nothing new is quiet. */
    private void say(String words) {
        if (!words.equals(lastWords)) {
            lastWords = words;
            err.println(words);
        }
    }
}
