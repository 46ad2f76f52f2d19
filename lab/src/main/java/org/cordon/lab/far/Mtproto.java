package org.cordon.lab.far;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A data centre as Telegram documents it: abridged, intermediate, or obfuscated with padding; answers one req_pq_multi. */
final class Mtproto {
    private static final byte[] INTERMEDIATE = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee};
    private static final byte ABRIDGED = (byte) 0xef;
    private static final int NONCE_AT = 24;
    private static final int QUESTION = 40;
    private static final int ANSWER = 84;

    private Mtproto() {}

    static void answer(InputStream in, OutputStream out) throws IOException {
        byte[] first = in.readNBytes(4);
        if (first.length < 4) {
            return;
        }
        if (first[0] == ABRIDGED) {
            // ef, length, and two bytes of the packet have been read
            byte[] packet = Arrays.copyOf(new byte[] {first[2], first[3]}, QUESTION);
            System.arraycopy(in.readNBytes(QUESTION - 2), 0, packet, 2, QUESTION - 2);
            out.write(ANSWER / 4);
            out.write(resPq(packet));
        } else if (Arrays.equals(first, INTERMEDIATE)) {
            out.write(framed(resPq(Arrays.copyOfRange(in.readNBytes(4 + QUESTION), 4, 4 + QUESTION))));
        } else {
            obfuscated(first, in, out);
        }
        out.flush();
    }

    private static void obfuscated(byte[] first, InputStream in, OutputStream out) throws IOException {
        byte[] init = Arrays.copyOf(first, 64);
        byte[] rest = in.readNBytes(60);
        System.arraycopy(rest, 0, init, 4, rest.length);
        byte[] reversed = new byte[64];
        for (int i = 0; i < 64; i++) {
            reversed[i] = init[63 - i];
        }
        Cipher incoming = cipher(init);
        byte[] tag = Arrays.copyOfRange(incoming.update(init), 56, 60);
        if (tag[0] != (byte) 0xdd) {
            return;
        }
        byte[] frame = in.readNBytes(4 + QUESTION);
        byte[] packet = Arrays.copyOfRange(incoming.update(frame), 4, 4 + QUESTION);
        out.write(cipher(reversed).update(framed(resPq(packet))));
    }

    private static byte[] framed(byte[] packet) {
        return ByteBuffer.allocate(4 + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(packet.length)
                .put(packet)
                .array();
    }

    private static byte[] resPq(byte[] question) {
        return ByteBuffer.allocate(ANSWER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(1L << 32 | 1)
                .putInt(64)
                .putInt(0x05162463)
                .put(question, NONCE_AT, 16)
                .array();
    }

    private static Cipher cipher(byte[] init) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOfRange(init, 8, 40), "AES"),
                    new IvParameterSpec(Arrays.copyOfRange(init, 40, 56)));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
