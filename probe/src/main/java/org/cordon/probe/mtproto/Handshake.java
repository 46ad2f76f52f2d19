package org.cordon.probe.mtproto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One handshake with one data centre or proxy: what to send, and what the bytes that come back amount to. */
public final class Handshake {
    /** A resPQ has some 100 bytes; whoever announces more than this is no data centre. */
    private static final int MAX_PACKET = 4_096;

    private final Framing framing;
    private final byte[] nonce = new byte[ReqPq.NONCE];
    private final @Nullable Obfuscation obfuscation;
    private final byte[] question;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private Handshake(Framing framing, @Nullable Obfuscation obfuscation, RandomGenerator random, Instant now) {
        this.framing = framing;
        this.obfuscation = obfuscation;
        random.nextBytes(nonce);
        byte[] packet = framing.frame(ReqPq.question(nonce, now.getEpochSecond()));
        this.question = obfuscation == null
                ? concat(framing.tag(), packet)
                : concat(obfuscation.preamble(), obfuscation.encrypt(packet));
    }

    /** In the clear. @param framing abridged or intermediate */
    public static Handshake plain(Framing framing, RandomGenerator random, Instant now) {
        if (framing == Framing.PADDED) {
            throw new IllegalArgumentException("padded framing exists only under obfuscation");
        }
        return new Handshake(framing, null, random, now);
    }

    /**
     * Under obfuscated2.
     *
     * @param dc number of the data centre
     * @param secret a proxy's 16-byte secret, or null for Telegram itself
     */
    public static Handshake obfuscated(
            Framing framing, int dc, byte @Nullable [] secret, RandomGenerator random, Instant now) {
        return new Handshake(framing, Obfuscation.begin(random, framing, dc, secret), random, now);
    }

    /** All that the client sends. */
    public byte[] question() {
        return question.clone();
    }

    /** Takes what came next and says what it amounts to so far. Keeps at most one packet. */
    public Answer receive(ByteBuffer bytes) {
        byte[] chunk = new byte[Math.min(bytes.remaining(), MAX_PACKET + 4 - received.size())];
        bytes.get(chunk);
        received.writeBytes(obfuscation == null ? chunk : obfuscation.decrypt(chunk));
        ByteBuffer stream = ByteBuffer.wrap(received.toByteArray());
        int[] header = framing.header(stream);
        if (header == null) {
            return new Answer.Incomplete();
        }
        int length = header[1];
        if (length < 4 || length > MAX_PACKET) {
            return new Answer.Foreign("a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        if (stream.remaining() < header[0] + length) {
            return new Answer.Incomplete();
        }
        byte[] packet = Arrays.copyOfRange(stream.array(), header[0], header[0] + length);
        return ReqPq.answer(packet, nonce);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }
}
