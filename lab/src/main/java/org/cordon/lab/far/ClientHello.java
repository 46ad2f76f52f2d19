package org.cordon.lab.far;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads a ClientHello as a censor's box does: far enough to see the name. */
final class ClientHello {
    private static final int SERVER_NAME = 0;

    private ClientHello() {}

    /** The server name (SNI) in the first TLS record of {@code bytes}; empty where there is none. */
    static String name(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            // record header, handshake header, version, random
            in.position(5 + 4 + 2 + 32);
            skip(in, in.get() & 0xff);
            skip(in, in.getShort() & 0xffff);
            skip(in, in.get() & 0xff);
            int end = (in.getShort() & 0xffff) + in.position();
            while (in.position() < end) {
                int type = in.getShort() & 0xffff;
                int length = in.getShort() & 0xffff;
                if (type == SERVER_NAME) {
                    byte[] name = new byte[length - 5];
                    in.position(in.position() + 5);
                    in.get(name);
                    return new String(name, US_ASCII);
                }
                skip(in, length);
            }
            return "";
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return "";
        }
    }

    private static void skip(ByteBuffer in, int count) {
        in.position(in.position() + count);
    }
}
