package org.cordon.probe.mtproto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class HandshakeTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    private static SplittableRandom random() {
        return new SplittableRandom(1);
    }

    /** The answer of a data centre to {@code nonce}, laid out by hand from the documentation. */
    private static byte[] resPq(byte[] nonce) {
        return ByteBuffer.allocate(84)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(NOW.getEpochSecond() << 32 | 1)
                .putInt(64)
                .putInt(0x05162463)
                .put(nonce)
                .put(new byte[16])
                .put(HexFormat.of().parseHex("0817ed48941a08f981000000"))
                .putInt(0x1cb5c415)
                .putInt(1)
                .putLong(0xd09d1d85de64fd85L)
                .array();
    }

    @Test
    void the_question_has_the_bytes_of_the_documentation() {
        Handshake handshake = Handshake.plain(Framing.ABRIDGED, random(), NOW);
        byte[] sent = handshake.question();
        assertEquals(42, sent.length);
        String start = HexFormat.of().formatHex(sent, 0, 26);
        assertEquals("ef0a" + "0000000000000000" + "00000000" + "c036bd69" + "14000000" + "f18e7ebe", start);
        byte[] intermediate =
                Handshake.plain(Framing.INTERMEDIATE, random(), NOW).question();
        assertEquals("eeeeeeee28000000", HexFormat.of().formatHex(intermediate, 0, 8));
        assertEquals(48, intermediate.length);
    }

    @Test
    void only_an_answer_with_our_nonce_is_a_success() {
        for (Framing framing : new Framing[] {Framing.ABRIDGED, Framing.INTERMEDIATE}) {
            Handshake handshake = Handshake.plain(framing, random(), NOW);
            byte[] sent = handshake.question();
            byte[] nonce = Arrays.copyOfRange(sent, sent.length - 16, sent.length);
            byte[] framed = framing.frame(resPq(nonce));
            for (int i = 0; i < framed.length - 1; i++) {
                assertInstanceOf(Answer.Incomplete.class, handshake.receive(ByteBuffer.wrap(framed, i, 1)));
            }
            assertInstanceOf(Answer.Echoed.class, handshake.receive(ByteBuffer.wrap(framed, framed.length - 1, 1)));

            Handshake other = Handshake.plain(framing, random(), NOW);
            assertEquals(
                    new Answer.Foreign("another nonce"),
                    other.receive(ByteBuffer.wrap(framing.frame(resPq(new byte[16])))));
        }
    }

    @Test
    void a_negative_number_alone_is_a_transport_error() {
        Handshake handshake = Handshake.plain(Framing.INTERMEDIATE, random(), NOW);
        byte[] error = HexFormat.of().parseHex("04000000" + "6cfeffff");
        assertEquals(new Answer.TransportError(-404), handshake.receive(ByteBuffer.wrap(error)));
    }

    @Test
    void what_is_no_mtproto_is_foreign_and_never_kept_beyond_one_packet() {
        Handshake http = Handshake.plain(Framing.INTERMEDIATE, random(), NOW);
        assertInstanceOf(Answer.Foreign.class, http.receive(ByteBuffer.wrap("HTTP/1.1 400 Bad".getBytes())));
        SplittableRandom noise = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[noise.nextInt(200)];
            noise.nextBytes(bytes);
            Handshake handshake = i % 2 == 0
                    ? Handshake.plain(Framing.ABRIDGED, noise, NOW)
                    : Handshake.obfuscated(Framing.PADDED, 2, null, noise, NOW);
            Answer answer = handshake.receive(ByteBuffer.wrap(bytes));
            assertEquals(false, answer instanceof Answer.Echoed, "seed 5, case " + i);
        }
        Handshake endless = Handshake.plain(Framing.ABRIDGED, random(), NOW);
        for (int i = 0; i < 100; i++) {
            endless.receive(ByteBuffer.wrap(new byte[4_096]));
        }
    }

    @Test
    void a_server_that_follows_the_documentation_understands_the_obfuscated_question() throws Exception {
        for (Framing framing : Framing.values()) {
            for (byte[] secret : new byte[][] {null, HexFormat.of().parseHex("00112233445566778899aabbccddeeff")}) {
                Handshake handshake = Handshake.obfuscated(framing, -2, secret, random(), NOW);
                byte[] sent = handshake.question();
                byte[] init = Arrays.copyOf(sent, 64);
                Cipher in = cipher(init, secret);
                byte[] plain = in.update(sent);
                byte tag = framing == Framing.ABRIDGED
                        ? (byte) 0xef
                        : framing == Framing.INTERMEDIATE ? (byte) 0xee : (byte) 0xdd;
                assertArrayEquals(new byte[] {tag, tag, tag, tag, -2, -1}, Arrays.copyOfRange(plain, 56, 62));
                byte[] nonce = Arrays.copyOfRange(plain, plain.length - 16, plain.length);
                byte[] reversed = new byte[64];
                for (int i = 0; i < 64; i++) {
                    reversed[i] = init[63 - i];
                }
                byte[] answer = cipher(reversed, secret).update(framing.frame(resPq(nonce)));
                assertInstanceOf(Answer.Echoed.class, handshake.receive(ByteBuffer.wrap(answer)), framing.name());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Handshake.plain(Framing.PADDED, random(), NOW));
    }

    private static Cipher cipher(byte[] init, byte[] secret) throws GeneralSecurityException {
        byte[] key = Arrays.copyOfRange(init, 8, 40);
        if (secret != null) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            key = digest.digest(secret);
        }
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(Arrays.copyOfRange(init, 40, 56)));
        return cipher;
    }
}
