package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A line under the cover of TLS. */
final class TlsLine implements Line {
    private final SSLEngine engine;
    private final Line line;

    TlsLine(SSLEngine engine, Line line) {
        this.engine = engine;
        this.line = line;
    }

    @Override
    public void send(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            SSLEngineResult result = engine.wrap(data, out);
            if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                throw new IOException("the TLS session is closed");
            }
            line.send(out.flip());
        }
    }

    @Override
    public void timeLimit(Duration limit) {
        line.timeLimit(limit);
    }

    @Override
    public Duration elapsed() {
        return line.elapsed();
    }

    @Override
    public long bytesReceived() {
        return line.bytesReceived();
    }

    @Override
    public long bytesSent() {
        return line.bytesSent();
    }

    @Override
    public Instant now() {
        return line.now();
    }

    @Override
    public RandomGenerator random() {
        return line.random();
    }

    @Override
    public void stage(String name) {
        line.stage(name);
    }
}
