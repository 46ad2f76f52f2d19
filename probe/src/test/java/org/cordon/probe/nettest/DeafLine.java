package org.cordon.probe.nettest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A line without a socket: what is sent is kept for the test to look at. */
final class DeafLine implements Line {
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    long received;
    private final RandomGenerator random;

    DeafLine(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void send(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        sent.writeBytes(bytes);
    }

    @Override
    public void timeLimit(Duration limit) {}

    @Override
    public Duration elapsed() {
        return Duration.ofMillis(received);
    }

    @Override
    public long bytesReceived() {
        return received;
    }

    @Override
    public long bytesSent() {
        return sent.size();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void stage(String name) {}
}
