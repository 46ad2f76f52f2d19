package org.cordon.lab.far;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** Answers questions for addresses. */
final class Dns {
    private static final int HEADER = 12;
    /** A pointer to the question's name, type A, class IN, 60 s, four bytes. */
    private static final byte[] RECORD = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4};

    private Dns() {}

    /** The name that {@code question} asks for, in lower case. */
    static String name(byte[] question) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (at < question.length && question[at] != 0) {
            int end = at + 1 + (question[at] & 0x3f);
            if (end > question.length) {
                break;
            }
            name.append(name.length() > 0 ? "." : "").append(new String(question, at + 1, end - at - 1, US_ASCII));
            at = end;
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** @param address four bytes, or none for "no such name" */
    static byte[] answer(byte[] question, byte[] address) {
        int end = HEADER;
        while (end < question.length && question[end] != 0) {
            end += 1 + (question[end] & 0x3f);
        }
        // the byte that ends the name, type, class; what follows (EDNS) is not repeated
        byte[] asked = Arrays.copyOf(question, Math.min(question.length, end + 5));
        ByteBuffer answer =
                ByteBuffer.allocate(asked.length + RECORD.length + 4).put(asked);
        boolean known = address.length == 4;
        answer.putShort(2, (short) (known ? 0x8180 : 0x8183));
        answer.putShort(6, (short) (known ? 1 : 0)).putShort(8, (short) 0).putShort(10, (short) 0);
        if (known) {
            answer.put(RECORD).put(address);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }
}
