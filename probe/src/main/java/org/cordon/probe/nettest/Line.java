package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The connection as a {@link Conversation} sees it. */
public interface Line {

    /** Sends all of {@code data}, now or as soon as the socket takes it. The buffer belongs to the line from then on. */
    void send(ByteBuffer data) throws IOException;

    /** Sets when {@link Conversation#timeUp} is called: {@code limit} from now, in place of what was set before. */
    void timeLimit(Duration limit);

    /** Time since the attempt began. */
    Duration elapsed();

    /** Bytes that have come so far, on the wire: of whatever layer. */
    long bytesReceived();

    /** Bytes given to {@link #send} that the socket has taken so far. */
    long bytesSent();

    /** The time of day. */
    Instant now();

    /** Unpredictable numbers. */
    RandomGenerator random();

    /** Notes that a stage is done, under its name in {@code detail.stages}. */
    void stage(String name);
}
