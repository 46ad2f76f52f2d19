package org.cordon.probe.quic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A question in a version that does not exist, and the answer that every QUIC server must give it (RFC 8999, 9000 §6). */
public final class VersionNegotiation {
    /** Of the form 0x?a?a?a?a, which is reserved to make servers negotiate (RFC 9000 §15). */
    private static final int NO_VERSION = 0x1a2a3a4a;

    /** Servers ignore anything shorter (RFC 9000 §14.1). */
    private static final int SIZE = 1_200;

    private static final int MOST_VERSIONS = 32;

    private final byte[] destination;
    private final byte[] source;

    private VersionNegotiation(byte[] destination, byte[] source) {
        this.destination = destination;
        this.source = source;
    }

    /** @param destination 8 random bytes, @param source 8 more: the answer must repeat both, the other way round */
    public static VersionNegotiation begin(byte[] destination, byte[] source) {
        return new VersionNegotiation(destination.clone(), source.clone());
    }

    /** One datagram. */
    public ByteBuffer packet() {
        ByteBuffer packet = ByteBuffer.allocate(SIZE);
        packet.put((byte) 0xc0).putInt(NO_VERSION);
        packet.put((byte) destination.length).put(destination);
        packet.put((byte) source.length).put(source);
        return packet.rewind();
    }

    /** The versions that {@code datagram} offers, as 8 hexadecimal digits; none if it is not the answer to our question. */
    public List<String> versions(ByteBuffer datagram) {
        ByteBuffer in = datagram.duplicate();
        if (in.remaining() < 7 || in.get() >= 0 || in.getInt() != 0) {
            return List.of();
        }
        if (!Arrays.equals(connection(in), source) || !Arrays.equals(connection(in), destination)) {
            return List.of();
        }
        List<String> versions = new ArrayList<>();
        while (in.remaining() >= 4 && versions.size() < MOST_VERSIONS) {
            versions.add(String.format("%08x", in.getInt()));
        }
        return versions;
    }

    private static byte[] connection(ByteBuffer in) {
        int length = in.hasRemaining() ? in.get() & 0xff : 0;
        if (length > in.remaining()) {
            return new byte[0];
        }
        byte[] id = new byte[length];
        in.get(id);
        return id;
    }
}
