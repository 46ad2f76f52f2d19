package org.cordon.probe.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.prefix.Address;
import org.cordon.probe.nettest.Conversation;
import org.cordon.probe.nettest.Line;
import org.cordon.probe.nettest.Step;
import org.jspecify.annotations.Nullable;

/** One attempt on its way: its socket, its conversation, its clock. */
final class Flight implements Line {
    final Attempt attempt;
    final Instant at;
    final Wire wire;
    final Conversation conversation;
    final @Nullable Duration sinceLast;
    final long started;
    long deadline;
    boolean landed;
    /** Where {@link Deadlines} has it; negative where it does not. */
    int place = -1;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Map<String, Object> stages = new LinkedHashMap<>(4);
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>(1);
    private Duration lastStage = Duration.ZERO;
    private boolean connected;
    private long bytesReceived;
    private long bytesSent;
    private @Nullable SelectionKey key;

    Flight(
            Attempt attempt,
            InstantSource clock,
            Wire wire,
            @Nullable Duration sinceLast,
            LongSupplier nanos,
            RandomGenerator random,
            long started,
            Duration connectTimeout) {
        this.attempt = attempt;
        this.clock = clock;
        this.at = clock.instant();
        this.wire = wire;
        this.conversation = attempt.test().converse(attempt.target(), attempt.variant());
        this.sinceLast = sinceLast;
        this.nanos = nanos;
        this.random = random;
        this.started = started;
        this.deadline = started + connectTimeout.toNanos();
    }

    void key(SelectionKey key) {
        this.key = key;
    }

    /** The connection stands. */
    Step connected(Duration timeout) throws IOException {
        connected = true;
        stage("connect");
        timeLimit(timeout);
        return conversation.connected(this);
    }

    boolean before(Flight other) {
        return deadline - other.deadline < 0;
    }

    boolean isConnected() {
        return connected;
    }

    /** Reads what there is, into {@code buffer} that all flights share. */
    Step read(ByteBuffer buffer, long maxBytes) throws IOException {
        int count = wire.read(buffer.clear());
        if (count < 0) {
            return conversation.closed(this);
        }
        bytesReceived += count;
        if (bytesReceived > maxBytes) {
            return Step.failed(Failure.unknown("the answer does not end"));
        }
        return count == 0 ? Step.WAIT : conversation.received(buffer.flip(), this);
    }

    @Override
    public void send(ByteBuffer data) throws IOException {
        unsent.add(data);
        write();
    }

    /** Sends what the socket takes and asks to be told when it takes more. */
    void write() throws IOException {
        for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
            bytesSent += wire.write(next);
            if (next.hasRemaining()) {
                break;
            }
            unsent.remove();
        }
        if (key != null) {
            key.interestOps(unsent.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    @Override
    public long bytesReceived() {
        return bytesReceived;
    }

    @Override
    public long bytesSent() {
        return bytesSent;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void stage(String name) {
        lastStage = elapsed();
        stages.put(name, Math.round(lastStage.toNanos() / 1e3) / 1e3);
    }

    @Override
    public void timeLimit(Duration limit) {
        deadline = nanos.getAsLong() + limit.toNanos();
    }

    /** The time limit has passed. */
    Step timeUp() throws IOException {
        return connected ? conversation.timeUp(this) : Step.TIMEOUT;
    }

    @Nullable
    Address subject() {
        return conversation.subject(attempt.target());
    }

    Operation operation() {
        return connected ? conversation.operation() : Operation.CONNECT;
    }

    /** It took as long as its last stage; what came after was waiting. */
    Outcome succeeded() {
        return new Outcome.Succeeded(lastStage, detail());
    }

    Outcome failed(Failure failure) {
        return new Outcome.Failed(failure, operation(), elapsed(), detail());
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }

    private Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        if (!stages.isEmpty()) {
            detail.put("stages", stages);
        }
        if (connected) {
            detail.putAll(conversation.detail());
        }
        return detail;
    }
}
