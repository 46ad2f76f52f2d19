package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.cordon.probe.engine.AddressSpacing;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Engine;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.engine.Schedule;
import org.cordon.probe.link.ModeGate;
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
    private final Words words;
    private volatile @Nullable Engine engine;
    private int runs;
    private String lastWords = "";

    /**
     * @param facts about the probe at a time; its pseudonym changes with the month
     * @param order decides the order of attempts and the length of pauses
     * @param unpredictable makes names that never come again
     * @param words for the closing sentence
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
            Words words) {
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
            long pause = jittered - (System.nanoTime() - begun);
            if (stopped.await(Math.max(0, pause), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    /** One run over all attempts. */
    void once(List<Attempt> attempts) throws IOException, InterruptedException {
        try (Engine opened = new Engine(limits, guard, clock, System::nanoTime)) {
            engine = opened;
            if (!isStopped()) {
                run(opened, attempts);
            }
        } finally {
            engine = null;
        }
    }

    private void run(Engine running, List<Attempt> attempts) throws IOException, InterruptedException {
        Instant now = clock.instant();
        ProbeFacts who = facts.apply(now);
        Schedule schedule = new Schedule(attempts, order, spacing, ++runs, limits);
        Summary summary = new Summary();
        ModeGate gate = new ModeGate(attempts.stream().map(Attempt::target).toList());
        ObservationMaker maker = new ObservationMaker(who, RunId.next(now, unpredictable));
        Recorder recorder = new Recorder(maker, gate, spool, output::write);
        try (Progress progress = Progress.of("Measuring", schedule.size())) {
            running.run(schedule, result -> {
                progress.step();
                summary.add(result);
                recorder.accept(result);
            });
        } finally {
            recorder.finish();
        }
        say(summary.text(who.asn(), gate.mode(), words));
    }

    /** Says it unless it has just been said: a daemon that finds nothing new is quiet. */
    private void say(String words) {
        if (!words.equals(lastWords)) {
            lastWords = words;
            err.println(words);
        }
    }
}
