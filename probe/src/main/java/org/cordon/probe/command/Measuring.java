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
import java.util.random.RandomGenerator;
import org.cordon.probe.clock.ClockOffset;
import org.cordon.probe.engine.AddressSpacing;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Engine;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.engine.Schedule;
import org.cordon.probe.history.History;
import org.cordon.probe.history.PastRun;
import org.cordon.probe.link.ModeGate;
import org.cordon.probe.link.Unmoved;
import org.cordon.probe.link.Whereabouts;
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
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** What is known of the probe. */
    interface Facts {
        /**
         * At a time; its pseudonym changes with the month.
         *
         * @param known whether the machine is in the network that its owner named
         */
        ProbeFacts at(Instant now, boolean known);
    }

    private final InstantSource clock = InstantSource.system();
    private final AddressSpacing spacing = new AddressSpacing();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Limits limits;
    private final SandboxGuard guard;
    private final Facts facts;
    private final Whereabouts here;
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
     * @param here tells when the machine moves
     * @param order decides the order of attempts and the length of pauses
     * @param unpredictable makes names that never come again
     * @param ntp servers that are asked for the time before each run
     * @param words for the closing sentence
     * @param history remembers each run, or null
     */
    Measuring(
            Limits limits,
            SandboxGuard guard,
            Facts facts,
            Whereabouts here,
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
        this.here = here;
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

    /**
     * Run after run, each {@code interval} (give or take a tenth) after the one before began, until {@link #stop}. In another
     * network, or after a sleep, the next one begins at once.
     */
    void daemon(List<Attempt> attempts, Duration interval) throws IOException, InterruptedException {
        while (!isStopped()) {
            long begun = System.nanoTime();
            run(attempts);
            long due = begun + (long) (interval.toNanos() * (0.9 + 0.2 * order.nextDouble()));
            if (waitUntil(lastUdp == 0 ? begun : lastUdp + limits.spacing().toNanos(), due)) {
                return;
            }
        }
    }

    /** Waits until {@code due}, or, where the machine has moved to a network, until {@code earliest}; true once stopped. */
    private boolean waitUntil(long earliest, long due) throws InterruptedException {
        long now = System.nanoTime();
        while (now - earliest < 0 || (now - due < 0 && !(here.moved() && here.isConnected()))) {
            long left = Math.max(earliest - now, due - now);
            if (stopped.await(Math.min(left, BETWEEN_LOOKS.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
            now = System.nanoTime();
        }
        return isStopped();
    }

    /** One run over all attempts; where the machine moves meanwhile, one more from the start. */
    void once(List<Attempt> attempts) throws IOException, InterruptedException {
        while (!run(attempts) && !isStopped()) {
            if (waitUntil(
                    System.nanoTime(), System.nanoTime() + limits.spacing().toNanos())) {
                return;
            }
        }
    }

    /** False where the run ended early because the machine has moved. */
    private boolean run(List<Attempt> attempts) throws IOException, InterruptedException {
        Engine running = new Engine(limits, guard, clock, System::nanoTime, unpredictable);
        engine = running;
        try {
            return isStopped() || run(running, attempts);
        } finally {
            engine = null;
        }
    }

    private boolean run(Engine running, List<Attempt> attempts) throws IOException, InterruptedException {
        Instant now = clock.instant();
        here.settle();
        ProbeFacts who = facts.at(now, here.isWhereItBegan());
        runs++;
        Summary summary = new Summary();
        OwnTraces own = OwnTraces.now();
        ModeGate gate = new ModeGate(attempts);
        ObservationMaker maker = new ObservationMaker(who, RunId.next(now, unpredictable), offset(), new Scrubber(own));
        Recorder recorder = new Recorder(maker, gate, spool, output::write);
        Rounds rounds = new Rounds(attempts, own::isNear);
        boolean moved;
        try (Progress progress = Progress.of(words.say("measuring"), attempts.size())) {
            Unmoved results = new Unmoved(here, System::nanoTime, running::stop, result -> {
                progress.step();
                summary.add(result);
                rounds.accept(result);
                recorder.accept(result);
            });
            for (Rounds.Round round = rounds.next(); round != null && !results.hasMoved(); round = rounds.next()) {
                // a UDP packet can arm a block of TCP that lasts as long as the pause before an address is tried again
                if (round.afterUdp() && stopped.await(limits.spacing().toNanos(), TimeUnit.NANOSECONDS)) {
                    break;
                }
                running.run(new Schedule(round.attempts(), order, spacing, runs, limits), results);
                results.release();
            }
            moved = results.hasMoved();
        } finally {
            if (rounds.sentUdp()) {
                lastUdp = System.nanoTime();
            }
            recorder.finish();
        }
        Findings findings = summary.findings(who.asn(), gate.mode());
        say(findings.text(words));
        if (moved) {
            err.println(words.say("moved"));
        }
        if (history != null) {
            history.add(new PastRun(now, clock.instant(), maker.count(), findings));
        }
        return !moved;
    }

    /** How far this machine's clock is off; nothing where that is not known. */
    private Duration offset() {
        Optional<Duration> offset = new ClockOffset(guard, NTP_PATIENCE).measure(ntp);
        if (!ntp.isEmpty() && offset.isEmpty()) {
            err.println(words.say("noTime"));
        }
        offset.filter(off -> off.abs().compareTo(ClockOffset.WORTH_TELLING) > 0)
                .ifPresent(off -> err.println(words.say(
                        off.isNegative() ? "clockFast" : "clockSlow", off.abs().toSeconds())));
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
