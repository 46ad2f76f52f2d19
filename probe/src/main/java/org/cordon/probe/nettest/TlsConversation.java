package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake over the JDK's engine, and then whatever is to be said under its cover: bytes in, bytes out, and no more
 * than one record kept.
 */
final class TlsConversation implements Conversation {
    private static final int HANDSHAKE_RECORD = 22;
    private static final int ALERT_RECORD = 21;

    private final SSLEngine engine;
    private final CertificateNotes certificate;
    private final Map<String, Object> detail = new LinkedHashMap<>();
    private final @Nullable Conversation inner;
    private final ByteBuffer plain;
    private ByteBuffer incoming;
    private long bytesReceived;
    private @Nullable Line cover;

    /** @param inner what is said once the handshake is done, or null where that is all */
    TlsConversation(SSLEngine engine, CertificateNotes certificate, @Nullable Conversation inner) {
        this.engine = engine;
        this.inner = inner;
        this.certificate = certificate;
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.incoming = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    @Override
    public Step connected(Line line) throws IOException {
        engine.beginHandshake();
        return advance(line);
    }

    @Override
    public Step received(ByteBuffer data, Line line) throws IOException {
        if (bytesReceived == 0
                && data.get(data.position()) != HANDSHAKE_RECORD
                && data.get(data.position()) != ALERT_RECORD) {
            return Step.failed(Failure.unknown("the answer is not TLS"));
        }
        bytesReceived += data.remaining();
        while (data.hasRemaining()) {
            take(data);
            Step step = cover == null ? advance(line) : listen(line, cover);
            if (step.over()) {
                return step;
            }
        }
        return Step.WAIT;
    }

    /** Moves as much of {@code data} as one record may need behind what is already there. */
    private void take(ByteBuffer data) {
        if (incoming.position() == incoming.limit()) {
            // the engine wants larger records than it said at first; it never wants more than its own maximum
            ByteBuffer larger = ByteBuffer.allocate(
                    incoming.capacity() + engine.getSession().getPacketBufferSize());
            incoming = larger.put(incoming.flip());
        }
        int count = Math.min(data.remaining(), incoming.remaining());
        incoming.put(data.slice(data.position(), count));
        data.position(data.position() + count);
    }

    /** Lets the engine speak and listen until it waits for the network. */
    private Step advance(Line line) throws IOException {
        while (true) {
            @Nullable Step step = once(line);
            if (step != null) {
                return step;
            }
        }
    }

    private @Nullable Step once(Line line) throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                yield null;
            }
            case NEED_WRAP -> wrap(line);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap(line);
            case FINISHED, NOT_HANDSHAKING -> done(line);
        };
    }

    private @Nullable Step wrap(Line line) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result;
        try {
            result = engine.wrap(ByteBuffer.allocate(0), out);
        } catch (SSLException | RuntimeException e) {
            // what a task found wrong with the answer is told here, in place of the next words
            return refused(e);
        }
        if (out.flip().hasRemaining()) {
            line.send(out);
        }
        return result.getHandshakeStatus() == HandshakeStatus.FINISHED ? done(line) : null;
    }

    private @Nullable Step unwrap(Line line) throws IOException {
        incoming.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(incoming, plain.clear());
        } catch (SSLException | RuntimeException e) {
            return refused(e);
        } finally {
            incoming.compact();
        }
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            return done(line);
        }
        return switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> Step.WAIT;
            case CLOSED -> Step.EOF;
            default -> null;
        };
    }

    /** An alert from the other side, or an answer that breaks the rules of TLS, or Java's own reading of them. */
    private Step refused(Exception e) {
        String text = String.valueOf(e.getMessage());
        if (text.startsWith("Received fatal alert: ")) {
            detail.put("tls_alert", text.substring("Received fatal alert: ".length()));
            return Step.failed(Failure.SSL_FAILED_HANDSHAKE);
        }
        return Step.failed(Failure.unknown("broken TLS: " + text));
    }

    private Step done(Line line) throws IOException {
        line.stage("tls_handshake");
        detail.put("tls_version", engine.getSession().getProtocol());
        detail.put("cipher_suite", engine.getSession().getCipherSuite());
        if (inner == null) {
            return Step.DONE;
        }
        cover = new TlsLine(engine, line);
        Step step = inner.connected(cover);
        return step.over() ? step : listen(line, cover);
    }

    /** Hands what was said under cover to the inner conversation. */
    private Step listen(Line line, Line secure) throws IOException {
        Conversation said = Objects.requireNonNull(inner);
        while (true) {
            SSLEngineResult result;
            incoming.flip();
            try {
                result = engine.unwrap(incoming, plain.clear());
            } catch (SSLException | RuntimeException e) {
                return refused(e);
            } finally {
                incoming.compact();
            }
            if (result.bytesProduced() > 0) {
                Step step = said.received(plain.flip(), secure);
                if (step.over()) {
                    return step;
                }
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                return said.closed(secure);
            }
            answerInPassing(line);
            if (result.bytesConsumed() == 0) {
                return Step.WAIT;
            }
        }
    }

    /** Tickets and changes of key, which come at any time. */
    private void answerInPassing(Line line) throws IOException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            SSLEngineResult ignored = engine.wrap(ByteBuffer.allocate(0), out);
            line.send(out.flip());
        }
    }

    @Override
    public Step closed(Line line) throws IOException {
        return inner == null || cover == null ? Step.EOF : inner.closed(cover);
    }

    @Override
    public Step timeUp(Line line) throws IOException {
        return inner == null || cover == null ? Step.TIMEOUT : inner.timeUp(cover);
    }

    @Override
    public Operation operation() {
        return inner == null || cover == null ? Operation.TLS_HANDSHAKE : inner.operation();
    }

    @Override
    public @Nullable Address subject(Target target) {
        return inner == null ? target.ip() : inner.subject(target);
    }

    @Override
    public Map<String, Object> detail() {
        detail.putAll(certificate.toMap());
        detail.put("bytes_received", bytesReceived);
        if (inner != null) {
            detail.putAll(inner.detail());
        }
        return detail;
    }
}
