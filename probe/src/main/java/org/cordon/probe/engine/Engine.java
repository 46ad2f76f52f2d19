package org.cordon.probe.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.nettest.SocketFailures;
import org.cordon.probe.nettest.Step;
import org.cordon.probe.sandbox.SandboxException;
import org.cordon.probe.sandbox.SandboxGuard;
import org.jspecify.annotations.Nullable;

/**
 * The event loop: thousands of attempts at once on one thread, each timed from the moment at which its SYN can leave.
 *
 * <p>Every attempt of the schedule yields exactly one {@link Result}. What the network did is an outcome. What this
 * machine failed to do (no descriptor, no port, late, interrupted) is {@link Outcome.Skipped}: it never becomes evidence.
 */
public final class Engine implements AutoCloseable {
    /** Most that one peer may send us. */
    private static final long MAX_BYTES = 1 << 20;

    /** New connections per round, so that the ears stay open while the mouth is busy. */
    private static final int STARTS_PER_ROUND = 128;

    private static final long LONGEST_SLEEP = 500_000_000L;

    private final Limits limits;
    private final SandboxGuard guard;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Selector selector;
    private final Punctuality punctuality = new Punctuality();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(32 * 1024);
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparingLong(Deadline::nanos));
    private volatile boolean stopping;
    private int inFlight;

    private record Deadline(long nanos, Flight flight) {}

    /** @param random unpredictable: a nettest makes nonces of it */
    public Engine(Limits limits, SandboxGuard guard, InstantSource clock, LongSupplier nanos, RandomGenerator random)
            throws IOException {
        this.limits = limits;
        this.guard = guard;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.selector = Selector.open();
    }

    /** Makes {@link #run} come to an end soon; may be called from any thread. */
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    /**
     * Makes every attempt of {@code schedule} and hands each result to {@code results} on this thread.
     *
     * @throws SandboxException if an address must not be contacted; nothing was sent to it
     * @throws IOException if the selector fails
     */
    public void run(Schedule schedule, Consumer<Result> results) throws IOException {
        TokenBucket bucket = new TokenBucket(limits.connectsPerSecond(), nanos.getAsLong());
        punctuality.awake(nanos.getAsLong(), clock.millis());
        while (!stopping && (inFlight > 0 || schedule.left() > 0)) {
            start(schedule, bucket, results);
            punctuality.worked(nanos.getAsLong());
            long heard = select(sleepNanos(schedule, bucket));
            listen(results);
            punctuality.worked(nanos.getAsLong());
            expire(heard, results);
        }
        abandon(results);
    }

    private void start(Schedule schedule, TokenBucket bucket, Consumer<Result> results) throws IOException {
        for (int i = 0; i < STARTS_PER_ROUND && inFlight < limits.inFlight() && !stopping; i++) {
            long now = nanos.getAsLong();
            Attempt attempt = bucket.has(now) ? schedule.poll(now) : null;
            if (attempt == null) {
                return;
            }
            bucket.take();
            open(attempt, schedule, results);
        }
    }

    private void open(Attempt attempt, Schedule schedule, Consumer<Result> results) throws IOException {
        InetSocketAddress to = new InetSocketAddress(
                attempt.target().ip().toInetAddress(), attempt.target().port());
        guard.require(to.getAddress());
        Wire wire;
        try {
            wire = Wire.open(attempt.test().transport(attempt.target()));
        } catch (IOException e) {
            results.accept(new Result(attempt, clock.instant(), skipped(e), limits.connectTimeout(), null));
            return;
        }
        long now = nanos.getAsLong();
        @Nullable Duration sinceLast = schedule.spacing().tried(attempt.target().ip(), schedule.run(), now);
        Flight flight = new Flight(attempt, clock, wire, sinceLast, nanos, random, now, limits.connectTimeout());
        inFlight++;
        try {
            if (wire.connect(to)) {
                flight.key(wire.register(selector, SelectionKey.OP_READ, flight));
                advance(flight, flight.connected(afterConnect(flight.attempt)), results);
            } else {
                flight.key(wire.register(selector, SelectionKey.OP_CONNECT, flight));
            }
            watch(flight);
        } catch (IOException e) {
            failed(flight, e, results);
        }
    }

    private long sleepNanos(Schedule schedule, TokenBucket bucket) {
        long now = nanos.getAsLong();
        long sleep = LONGEST_SLEEP;
        if (inFlight < limits.inFlight()) {
            sleep = Math.min(sleep, Math.max(schedule.nanosToNext(now), bucket.nanosToNext()));
        }
        Deadline first = deadlines.peek();
        return first == null ? sleep : Math.max(0, Math.min(sleep, first.nanos - now));
    }

    /** Sleeps until something happens; whatever had happened at the instant returned is in the selected keys. */
    private long select(long sleepNanos) throws IOException {
        punctuality.sleeping(nanos.getAsLong(), sleepNanos);
        long millis = (sleepNanos + 999_999) / 1_000_000;
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        long now = nanos.getAsLong();
        punctuality.awake(now, clock.millis());
        return now;
    }

    private void listen(Consumer<Result> results) {
        for (SelectionKey key : selector.selectedKeys()) {
            Flight flight = (Flight) key.attachment();
            if (!flight.landed && key.isValid()) {
                ready(flight, key, results);
            }
        }
        selector.selectedKeys().clear();
    }

    private void ready(Flight flight, SelectionKey key, Consumer<Result> results) {
        try {
            Step step = Step.WAIT;
            if (key.isConnectable()) {
                flight.wire.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                step = flight.connected(afterConnect(flight.attempt));
            } else {
                if (key.isWritable()) {
                    flight.write();
                }
                if (key.isReadable()) {
                    step = flight.read(buffer, MAX_BYTES);
                }
            }
            advance(flight, step, results);
        } catch (IOException e) {
            failed(flight, e, results);
        }
    }

    private void advance(Flight flight, Step step, Consumer<Result> results) {
        if (!step.over()) {
            watch(flight);
        } else {
            Failure failure = step.failure();
            land(flight, failure == null ? flight.succeeded() : flight.failed(failure), results);
        }
    }

    private boolean spoilt(Flight flight) {
        return flight.isConnected()
                ? punctuality.spoiltConversation(
                        flight.started, afterConnect(flight.attempt).toNanos())
                : punctuality.spoiltConnect(
                        flight.started, limits.connectTimeout().toNanos());
    }

    /** Sees to it that the flight's deadline is looked at, if that is not seen to already. */
    private void watch(Flight flight) {
        if (!flight.landed && flight.watched != flight.deadline) {
            flight.watched = flight.deadline;
            deadlines.add(new Deadline(flight.deadline, flight));
        }
    }

    private void failed(Flight flight, IOException thrown, Consumer<Result> results) {
        land(
                flight,
                SocketFailures.isOwnLimit(thrown) ? skipped(thrown) : flight.failed(SocketFailures.of(thrown)),
                results);
    }

    private static Outcome skipped(IOException thrown) {
        return new Outcome.Skipped("this machine's own limit: " + thrown.getMessage());
    }

    /** Gives up what had not been heard of by its deadline: what came in after {@code heard} has not been looked at yet. */
    private void expire(long heard, Consumer<Result> results) {
        for (Deadline first = deadlines.peek(); first != null && first.nanos - heard <= 0; first = deadlines.peek()) {
            deadlines.poll();
            Flight flight = first.flight;
            // a flight that has connected has a later deadline, and an entry of its own for it
            if (!flight.landed && flight.deadline - heard <= 0) {
                timeUp(flight, results);
            }
        }
    }

    private void timeUp(Flight flight, Consumer<Result> results) {
        try {
            Step step = flight.timeUp();
            if (step.equals(Step.TIMEOUT) && spoilt(flight)) {
                land(flight, new Outcome.Skipped("this machine was late"), results);
            } else {
                advance(flight, step, results);
            }
        } catch (IOException e) {
            failed(flight, e, results);
        }
    }

    private void abandon(Consumer<Result> results) {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof Flight flight && !flight.landed) {
                land(flight, new Outcome.Skipped("interrupted"), results);
            }
        }
        deadlines.clear();
    }

    private void land(Flight flight, Outcome outcome, Consumer<Result> results) {
        flight.landed = true;
        inFlight--;
        try {
            flight.wire.close();
        } catch (IOException e) {
            // the attempt is over and its outcome known: how its socket dies changes nothing
        }
        Duration limit = limits.connectTimeout().plus(afterConnect(flight.attempt));
        results.accept(new Result(flight.attempt, flight.at, outcome, limit, flight.sinceLast, flight.subject()));
    }

    private Duration afterConnect(Attempt attempt) {
        return attempt.test().timeoutAfterConnect(limits.timeout());
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
