package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.mtproto.Answer;
import org.cordon.probe.mtproto.Framing;
import org.cordon.probe.mtproto.Handshake;
import org.jspecify.annotations.Nullable;

/**
 * Whether a data centre of Telegram answers in Telegram's own protocol. Success is an answer that repeats our nonce, and
 * nothing else. Every framing is tried several times: a slow-down shows as some of many tries, a recognised protocol as
 * some of the framings.
 */
final class MtprotoNettest implements Nettest {
    private static final int TRIES = 4;
    private static final String OBFUSCATED = "obfuscated2";
    private static final int USUAL_DC = 2;

    @Override
    public String name() {
        return "mtproto";
    }

    @Override
    public String whatItSends() {
        return "asks a data centre of Telegram the first question of every Telegram app (req_pq_multi), four times in each"
                + " of three framings; no account and no key is involved";
    }

    @Override
    public boolean suits(Target target) {
        return target.list().equals("telegram");
    }

    @Override
    public List<Variant> variants(Target target) {
        List<Variant> variants = new ArrayList<>();
        for (int number = 1; number <= TRIES; number++) {
            for (String arm : List.of("abridged", "intermediate", OBFUSCATED)) {
                variants.add(new Variant(arm, target.host(), number));
            }
        }
        return variants;
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new Question(String.valueOf(variant.arm()), dc(target.region()));
    }

    /** DC2 is 2; where the list does not say, the one that most accounts know. */
    static int dc(@Nullable String region) {
        return region != null && region.matches("DC[1-9]") ? region.charAt(2) - '0' : USUAL_DC;
    }

    private static final class Question implements Conversation {
        private final String arm;
        private final int dc;
        private final Map<String, Object> detail = new LinkedHashMap<>();
        private @Nullable Handshake handshake;

        Question(String arm, int dc) {
            this.arm = arm;
            this.dc = dc;
            detail.put("transport", arm);
        }

        private Handshake begin(RandomGenerator random, Instant now) {
            return switch (arm) {
                case "abridged" -> Handshake.plain(Framing.ABRIDGED, random, now);
                case "intermediate" -> Handshake.plain(Framing.INTERMEDIATE, random, now);
                default -> Handshake.obfuscated(Framing.PADDED, dc, null, random, now);
            };
        }

        @Override
        public Step connected(Line line) throws IOException {
            handshake = begin(line.random(), line.now());
            line.send(ByteBuffer.wrap(handshake.question()));
            return Step.WAIT;
        }

        @Override
        public Step received(ByteBuffer data, Line line) {
            detail.put("bytes_received", line.bytesReceived());
            Answer answer = handshake == null ? new Answer.Incomplete() : handshake.receive(data);
            if (answer instanceof Answer.Echoed) {
                line.stage("mtproto_handshake");
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
        public Operation operation() {
            return Operation.MTPROTO_HANDSHAKE;
        }

        @Override
        public Map<String, Object> detail() {
            return detail;
        }
    }
}
