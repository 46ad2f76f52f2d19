package org.cordon.probe.engine;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.nettest.SocketFailures;
import org.cordon.probe.nettest.Step;
import org.cordon.probe.sandbox.SandboxGuard;

/** One event loop: thousands of attempts at once on one thread, each timed from the moment at which its SYN can leave. */
final class Loop implements Closeable {
    /** Most that one peer may send us. */
    private static final long MAX_BYTES = 1 << 20;

    /** New connections per round, so that the ears stay open while the mouth is busy. */
    private static final int STARTS_PER_ROUND = 128;

    private static final long LONGEST_SLEEP = 500_000_000L;
    private static final long SLEEP_WHILE_FULL = 2_000_000L;

    private final Limits limits;
    private final SandboxGuard guard;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Supply supply;
    private final Landings landings;
    private final Selector selector;
    private final Punctuality punctuality = new Punctuality();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(32 * 1024);
    private final Deadlines deadlines = new Deadlines();
    private List<Result> results = new ArrayList<>();
    private volatile boolean stopping;

    Loop(
            Limits limits,
            SandboxGuard guard,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random,
            Supply supply,
            Landings landings)
            throws IOException {
        this.limits = limits;
        this.guard = guard;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.supply = supply;
        this.landings = landings;
        this.selector = Selector.open();
    }

    /** Makes {@link #run} come to an end soon; may be called from any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Makes attempts until there are no more to make and all have landed, or until {@link #stop}. */
    void run() throws IOException {
        punctuality.awake(nanos.getAsLong(), clock.millis());
        while (!stopping && (deadlines.first() != null || !supply.isDry(nanos.getAsLong()))) {
            start();
            punctuality.worked(nanos.getAsLong());
            long heard = select();
            punctuality.worked(nanos.getAsLong());
            expire(heard);
            handOver();
        }
        abandon();
        handOver();
    }

    private void start() throws IOException {
        for (int i = 0; i < STARTS_PER_ROUND && !stopping && !landings.isFull(); i++) {
            Supply.Departure departure = supply.next(nanos.getAsLong());
            if (departure == null) {
                return;
            }
            open(departure);
        }
    }

    private void open(Supply.Departure departure) throws IOException {
        Attempt attempt = departure.attempt();
        InetSocketAddress to = new InetSocketAddress(
                attempt.target().ip().toInetAddress(), attempt.target().port());
        guard.require(to.getAddress());
        Wire wire;
        try {
            wire = Wire.open(attempt.test().transport(attempt.target()), to.getAddress());
        } catch (IOException e) {
            supply.landed(0);
            results.add(new Result(attempt, clock.instant(), skipped(e), limits.connectTimeout(), null));
            return;
        }
        long now = nanos.getAsLong();
        Flight flight =
                new Flight(attempt, clock, wire, departure.sinceLast(), nanos, random, now, limits.connectTimeout());
        deadlines.put(flight);
        try {
            if (wire.connect(to)) {
                flight.key(wire.register(selector, SelectionKey.OP_READ, flight));
                advance(flight, flight.connected(afterConnect(flight)));
            } else {
                flight.key(wire.register(selector, SelectionKey.OP_CONNECT, flight));
            }
        } catch (IOException e) {
            failed(flight, e);
        }
    }

    private long sleepNanos(long now) {
        long next = landings.isFull() ? SLEEP_WHILE_FULL : supply.nanosToNext(now);
        Flight first = deadlines.first();
        long due = first == null ? LONGEST_SLEEP : first.deadline - now;
        return Math.max(0, Math.min(LONGEST_SLEEP, Math.min(next, due)));
    }

    /**
     * Sleeps until something happens, and listens to it. Whatever had happened at the instant returned has been listened
     * to; what came during the sleep perhaps not all.
     */
    private long select() throws IOException {
        long before = nanos.getAsLong();
        long sleep = sleepNanos(before);
        punctuality.sleeping(before, sleep);
        long millis = (sleep + 999_999) / 1_000_000;
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        punctuality.awake(nanos.getAsLong(), clock.millis());
        for (SelectionKey key : selector.selectedKeys()) {
            Flight flight = (Flight) key.attachment();
            if (!flight.landed && key.isValid()) {
                ready(flight, key);
            }
        }
        selector.selectedKeys().clear();
        return before;
    }

    private void ready(Flight flight, SelectionKey key) {
        try {
            Step step = Step.WAIT;
            if (key.isConnectable()) {
                flight.wire.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                step = flight.connected(afterConnect(flight));
            } else {
                if (key.isWritable()) {
                    flight.write();
                }
                if (key.isReadable()) {
                    step = flight.read(buffer, MAX_BYTES);
                }
            }
            advance(flight, step);
        } catch (IOException e) {
            failed(flight, e);
        }
    }

    private void advance(Flight flight, Step step) {
        if (!step.over()) {
            deadlines.put(flight);
        } else {
            Failure failure = step.failure();
            land(flight, failure == null ? flight.succeeded() : flight.failed(failure));
        }
    }

    private boolean spoilt(Flight flight) {
        return flight.isConnected()
                ? punctuality.spoiltConversation(
                        flight.started, afterConnect(flight).toNanos())
                : punctuality.spoiltConnect(
                        flight.started, limits.connectTimeout().toNanos());
    }

    private void failed(Flight flight, IOException thrown) {
        land(flight, SocketFailures.isOwnLimit(thrown) ? skipped(thrown) : flight.failed(SocketFailures.of(thrown)));
    }

    private static Outcome skipped(IOException thrown) {
        return new Outcome.Skipped("this machine's own limit: " + thrown.getMessage());
    }

    /** Gives up what had not been heard of by its deadline: what came in after {@code heard} has not been looked at yet. */
    private void expire(long heard) {
        for (Flight first = deadlines.first();
                first != null && first.deadline - heard <= 0;
                first = deadlines.first()) {
            timeUp(first);
        }
    }

    private void timeUp(Flight flight) {
        try {
            Step step = flight.timeUp();
            if (step.equals(Step.TIMEOUT) && spoilt(flight)) {
                land(flight, new Outcome.Skipped("this machine was late"));
            } else {
                advance(flight, step);
            }
        } catch (IOException e) {
            failed(flight, e);
        }
    }

    private void abandon() {
        for (Flight first = deadlines.first(); first != null; first = deadlines.first()) {
            land(first, new Outcome.Skipped("interrupted"));
        }
    }

    private void land(Flight flight, Outcome outcome) {
        flight.landed = true;
        deadlines.remove(flight);
        try {
            flight.wire.close();
        } catch (IOException e) {
            // the attempt is over and its outcome known: how its socket dies changes nothing
        }
        supply.landed(flight.bytesReceived() + flight.bytesSent());
        Duration limit = limits.connectTimeout().plus(afterConnect(flight));
        results.add(new Result(flight.attempt, flight.at, outcome, limit, flight.sinceLast, flight.subject()));
    }

    private void handOver() {
        if (!results.isEmpty()) {
            landings.add(results);
            results = new ArrayList<>();
        }
    }

    private Duration afterConnect(Flight flight) {
        return flight.attempt.test().timeoutAfterConnect(limits.timeout());
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
