package org.cordon.probe.mtproto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The first question of a client, {@code req_pq_multi}, and its answer, {@code resPQ}: needs no key and no account, and the
 * answer repeats the asker's nonce, so that only a real data centre can give it (core.telegram.org/mtproto/auth_key).
 */
final class ReqPq {
    static final int NONCE = 16;

    private static final int REQ_PQ_MULTI = 0xbe7e8ef1;
    private static final int RES_PQ = 0x05162463;
    private static final int ENVELOPE = 20;

    private ReqPq() {}

    /**
     * The packet, 40 bytes.
     *
     * @param nonce 16 random bytes
     * @param unixSeconds the time, which makes the message id
     */
    static byte[] question(byte[] nonce, long unixSeconds) {
        return ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(unixSeconds << 32)
                .putInt(20)
                .putInt(REQ_PQ_MULTI)
                .put(nonce)
                .array();
    }

    /** What an answering packet says to the asker of {@code nonce}. */
    static Answer answer(byte[] packet, byte[] nonce) {
        ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        if (packet.length == 4) {
            int code = in.getInt();
            return code < 0 ? new Answer.TransportError(code) : new Answer.Foreign("four bytes that are no error code");
        }
        if (packet.length < ENVELOPE + 4 + 2 * NONCE) {
            return new Answer.Foreign("a packet of " + packet.length + " bytes");
        }
        if (in.getLong() != 0) {
            return new Answer.Foreign("an encrypted packet");
        }
        int constructor = in.getInt(ENVELOPE);
        if (constructor != RES_PQ) {
            return new Answer.Foreign("constructor " + Integer.toHexString(constructor));
        }
        byte[] echoed = Arrays.copyOfRange(packet, ENVELOPE + 4, ENVELOPE + 4 + NONCE);
        return Arrays.equals(echoed, nonce) ? new Answer.Echoed() : new Answer.Foreign("another nonce");
    }
}
