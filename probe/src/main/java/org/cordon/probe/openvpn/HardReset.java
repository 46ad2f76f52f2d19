package org.cordon.probe.openvpn;

import java.nio.ByteBuffer;

/**
 * The first packet of an OpenVPN client and the server's answer to it (draft-openvpn-wire-protocol, §2 and §4.1): opcode
 * and key id, session id, acknowledged packets with the other side's session id, packet id. No key is involved; a server
 * that guards its control channel ({@code tls-auth}, {@code tls-crypt}) hears nothing that it would answer.
 */
public final class HardReset {
    /** Bytes of a session id. */
    public static final int SESSION = 8;

    private static final int CLIENT_V2 = 7;
    private static final int ACK = 5;
    private static final int SERVER_V2 = 8;
    private static final int OPCODE_SHIFT = 3;
    private static final int MAX_ACKS = 8;
    private static final int LONGEST = 1_500;

    private final byte[] session;

    /** @param session 8 random bytes */
    public HardReset(byte[] session) {
        this.session = session.clone();
    }

    /** The packet as a datagram. */
    public ByteBuffer datagram() {
        return ByteBuffer.allocate(1 + SESSION + 1 + 4)
                .put((byte) (CLIENT_V2 << OPCODE_SHIFT))
                .put(session)
                .put((byte) 0)
                .putInt(0)
                .flip();
    }

    /** The packet on a stream: its length in front. */
    public ByteBuffer framed() {
        ByteBuffer packet = datagram();
        return ByteBuffer.allocate(2 + packet.remaining())
                .putShort((short) packet.remaining())
                .put(packet)
                .flip();
    }

    /** What came back. */
    public enum Answer {
        /** A server's hard reset that acknowledges ours, or an acknowledgement by itself: a busy server sends that first. */
        ACKNOWLEDGED,
        /** The same for somebody else. */
        OTHER_SESSION,
        /** No OpenVPN. */
        FOREIGN,
        /** A part of a framed packet. */
        INCOMPLETE
    }

    /** Reads one framed packet from the beginning of {@code stream}, which stays as it is. */
    public Answer readFramed(ByteBuffer stream) {
        ByteBuffer in = stream.duplicate();
        if (in.remaining() < 2) {
            return Answer.INCOMPLETE;
        }
        int length = in.getShort() & 0xffff;
        if (length == 0 || length > LONGEST) {
            return Answer.FOREIGN;
        }
        return in.remaining() < length ? Answer.INCOMPLETE : read(in.slice(in.position(), length));
    }

    /** Reads one packet. */
    public Answer read(ByteBuffer packet) {
        ByteBuffer in = packet.duplicate();
        if (in.remaining() < 1 + SESSION + 1) {
            return Answer.FOREIGN;
        }
        int opcode = (in.get() & 0xff) >> OPCODE_SHIFT;
        if (opcode != SERVER_V2 && opcode != ACK) {
            return Answer.FOREIGN;
        }
        in.position(in.position() + SESSION);
        int acks = in.get() & 0xff;
        if (acks == 0 || acks > MAX_ACKS || in.remaining() < acks * 4 + SESSION) {
            return Answer.FOREIGN;
        }
        in.position(in.position() + acks * 4);
        return in.slice(in.position(), SESSION).equals(ByteBuffer.wrap(session))
                ? Answer.ACKNOWLEDGED
                : Answer.OTHER_SESSION;
    }
}
