package org.cordon.probe.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.sandbox.SandboxException;
import org.cordon.probe.sandbox.SandboxGuard;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts of one run: on one event loop, or on several where connections are made by the thousand, because
 * most of the work is the kernel's and done in {@code connect()}.
 *
 * <p>Every attempt of the schedule yields exactly one {@link Result}, unless the run is stopped before it was begun. What
 * the network did is an outcome. What this machine failed to do (no descriptor, no port, late, interrupted, budget spent)
 * is {@link Outcome.Skipped}: it never becomes evidence.
 */
public final class Engine {
    /** Up to this many connections a second are a trifle for one loop. */
    private static final double ONE_LOOP = 1_000;

    private static final int MOST_LOOPS = 4;

    private final Limits limits;
    private final SandboxGuard guard;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final List<Loop> loops = new ArrayList<>();
    private @Nullable Spending spending;
    private boolean stopping;

    /** @param random unpredictable, because a nettest makes nonces of it, and safe for many threads */
    public Engine(Limits limits, SandboxGuard guard, InstantSource clock, LongSupplier nanos, RandomGenerator random) {
        this.limits = limits;
        this.guard = guard;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
    }

    /** Makes {@link #run} come to an end soon; may be called from any thread. */
    public synchronized void stop() {
        stopping = true;
        loops.forEach(Loop::stop);
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /**
     * Makes every attempt of {@code schedule} and hands each result to {@code results} on this thread. May be called
     * again for a further round of the run; the budget is for all rounds together.
     *
     * @throws SandboxException if an address must not be contacted; nothing was sent to it
     * @throws IOException if a selector fails, or this thread is interrupted
     */
    public void run(Schedule schedule, Consumer<Result> results) throws IOException {
        long now = nanos.getAsLong();
        if (spending == null) {
            spending = new Spending(limits.budget(), now);
        }
        Supply supply = new Supply(schedule, limits, spending, now);
        Landings landings = new Landings();
        List<LoopThread> threads = open(supply, landings);
        try {
            threads.forEach(Thread::start);
            landings.forEach(threads.size(), results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            close(threads);
        }
        for (LoopThread thread : threads) {
            thread.rethrow();
        }
        String spent = spending.spent(nanos.getAsLong());
        if (spent != null && !isStopping()) {
            skip(supply, new Outcome.Skipped(spent), results);
        }
    }

    private synchronized List<LoopThread> open(Supply supply, Landings landings) throws IOException {
        int count = limits.connectsPerSecond() <= ONE_LOOP
                ? 1
                : Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
        List<LoopThread> threads = new ArrayList<>();
        for (int i = 0; i < count && !stopping; i++) {
            Loop loop = new Loop(limits, guard, clock, nanos, random, supply, landings);
            loops.add(loop);
            threads.add(new LoopThread(loop, landings, this::stop));
        }
        return threads;
    }

    /** Ends what still runs, where this comes before the end, and waits for it: it is soon. */
    private void close(List<LoopThread> threads) throws IOException {
        synchronized (this) {
            loops.forEach(Loop::stop);
            loops.clear();
        }
        for (LoopThread thread : threads) {
            thread.close();
        }
    }

    private void skip(Supply supply, Outcome why, Consumer<Result> results) {
        for (Attempt left = supply.leftOver(); left != null; left = supply.leftOver()) {
            results.accept(new Result(left, clock.instant(), why, limits.connectTimeout(), null));
        }
    }
}
