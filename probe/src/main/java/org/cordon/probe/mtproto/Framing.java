package org.cordon.probe.mtproto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** How MTProto packets are laid on a TCP stream (core.telegram.org/mtproto/mtproto-transports). */
public enum Framing {
    /** A length in words: one byte, or 7f and three. */
    ABRIDGED(new byte[] {(byte) 0xef}),
    /** A length in bytes: four, little endian. */
    INTERMEDIATE(new byte[] {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee}),
    /** Intermediate, with up to 15 bytes of padding that the receiver ignores; exists only under obfuscation. */
    PADDED(new byte[] {(byte) 0xdd, (byte) 0xdd, (byte) 0xdd, (byte) 0xdd});

    private final byte[] tag;

    Framing(byte[] tag) {
        this.tag = tag;
    }

    /** What an unobfuscated stream begins with. */
    byte[] tag() {
        return tag.clone();
    }

    /** The four bytes by which an obfuscated stream names its framing. */
    byte[] obfuscatedTag() {
        return new byte[] {tag[0], tag[0], tag[0], tag[0]};
    }

    /** {@code packet} with its length in front; its size is a multiple of 4 and below 508 bytes. */
    byte[] frame(byte[] packet) {
        if (this == ABRIDGED) {
            return ByteBuffer.allocate(1 + packet.length)
                    .put((byte) (packet.length / 4))
                    .put(packet)
                    .array();
        }
        return ByteBuffer.allocate(4 + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(packet.length)
                .put(packet)
                .array();
    }

    /**
     * The size of the packet whose frame begins {@code stream}, and how long the length field is.
     *
     * @param stream what has come so far
     * @return {header length, packet length}, or null while too little has come; a length may be anything at all
     */
    int @Nullable [] header(ByteBuffer stream) {
        ByteBuffer view = stream.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (this != ABRIDGED) {
            return view.remaining() < 4 ? null : new int[] {4, view.getInt()};
        }
        if (!view.hasRemaining()) {
            return null;
        }
        int words = view.get() & 0xff;
        if (words < 0x7f) {
            return new int[] {1, words * 4};
        }
        if (view.remaining() < 3) {
            return null;
        }
        int low = view.get() & 0xff;
        int middle = view.get() & 0xff;
        return new int[] {4, (low | middle << 8 | (view.get() & 0xff) << 16) * 4};
    }
}
