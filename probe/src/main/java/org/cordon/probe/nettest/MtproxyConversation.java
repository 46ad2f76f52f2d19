package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.probe.mtproto.Answer;
import org.cordon.probe.mtproto.FakeTls;
import org.cordon.probe.mtproto.Framing;
import org.cordon.probe.mtproto.Handshake;
import org.cordon.probe.proxies.MtproxySecret;
import org.jspecify.annotations.Nullable;

/** One connection to an MTProxy: its clothes, if its secret asks for some, then obfuscated2 keyed by the secret. */
final class MtproxyConversation implements Conversation {
    private static final Operation CLOTHES = new Operation("faketls_handshake");
    /** Without clothes the proxy has nothing to say before the question: that it stays so long is all that can be seen. */
    private static final Duration STAYS = Duration.ofSeconds(2);

    private static final int PREAMBLE = 64;
    private static final int DC = 2;

    private final MtproxySecret secret;
    private final boolean handshakeOnly;
    private final Map<String, Object> detail = new LinkedHashMap<>();
    private @Nullable FakeTls clothes;
    private @Nullable Handshake handshake;

    MtproxyConversation(MtproxySecret secret, boolean handshakeOnly) {
        this.secret = secret;
        this.handshakeOnly = handshakeOnly;
        detail.put("transport", secret.kind().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Step connected(Line line) throws IOException {
        String domain = secret.domain();
        if (domain != null) {
            clothes = new FakeTls(secret.key(), domain, line.random(), line.now());
            line.send(ByteBuffer.wrap(clothes.hello()));
            return Step.WAIT;
        }
        byte[] question = begin(line);
        if (handshakeOnly) {
            line.timeLimit(STAYS);
        }
        line.send(ByteBuffer.wrap(handshakeOnly ? Arrays.copyOf(question, PREAMBLE) : question));
        return Step.WAIT;
    }

    /** Everything up to and with the question. */
    private byte[] begin(Line line) {
        Framing framing = secret.kind() == MtproxySecret.Kind.PLAIN ? Framing.INTERMEDIATE : Framing.PADDED;
        handshake = Handshake.obfuscated(framing, DC, secret.key(), line.random(), line.now());
        return handshake.question();
    }

    @Override
    public Step received(ByteBuffer data, Line line) throws IOException {
        detail.put("bytes_received", line.bytesReceived());
        Handshake asked = handshake;
        if (asked == null) {
            return clothes == null ? Step.WAIT : greeted(clothes, data, line);
        }
        if (clothes == null) {
            return judge(asked.receive(data), line);
        }
        byte[] inner = clothes.unwrap(data);
        if (inner == null) {
            return Step.failed(Failure.unknown("the MTProxy's answer is in no record of TLS"));
        }
        return inner.length == 0 ? Step.WAIT : judge(asked.receive(ByteBuffer.wrap(inner)), line);
    }

    private Step greeted(FakeTls tls, ByteBuffer data, Line line) throws IOException {
        return switch (tls.greet(data)) {
            case INCOMPLETE -> Step.WAIT;
            case FOREIGN -> Step.failed(Failure.unknown("the answer is not TLS"));
            case STRANGER -> Step.failed(Failure.unknown("the answer is TLS, but by one who does not know the secret"));
            case WELCOME -> {
                line.stage(CLOTHES.name());
                if (handshakeOnly) {
                    yield Step.DONE;
                }
                line.send(ByteBuffer.wrap(FakeTls.first(begin(line))));
                yield Step.WAIT;
            }
        };
    }

    private Step judge(Answer answer, Line line) {
        if (answer instanceof Answer.Echoed) {
            line.stage(Operation.MTPROTO_HANDSHAKE.name());
            return Step.DONE;
        }
        if (answer instanceof Answer.TransportError error) {
            detail.put("mtproto_error", error.code());
            return Step.failed(Failure.unknown("MTProto transport error " + error.code()));
        }
        return answer instanceof Answer.Foreign foreign
                ? Step.failed(Failure.unknown("the answer is not MTProto: " + foreign.what()))
                : Step.WAIT;
    }

    @Override
    public Step timeUp(Line line) {
        return handshakeOnly && clothes == null ? Step.DONE : Step.TIMEOUT;
    }

    @Override
    public Operation operation() {
        return clothes != null && handshake == null ? CLOTHES : Operation.MTPROTO_HANDSHAKE;
    }

    @Override
    public Map<String, Object> detail() {
        return detail;
    }
}
