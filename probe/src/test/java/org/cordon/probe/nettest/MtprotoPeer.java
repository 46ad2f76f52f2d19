package org.cordon.probe.nettest;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A data centre written from Telegram's documentation alone: all three framings, obfuscated or not. */
final class MtprotoPeer {
    private MtprotoPeer() {}

    /** @param lie whether to answer with another nonce than the asker's */
    static void answer(Socket socket, boolean lie) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] first = in.readNBytes(4);
        if (first.length < 4) {
            return;
        }
        if (first[0] == (byte) 0xef) {
            byte[] rest = in.readNBytes(38);
            socket.getOutputStream().write(framed(new byte[] {21}, resPq(rest, 22, lie)));
        } else if (Arrays.equals(first, new byte[] {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee})) {
            byte[] rest = in.readNBytes(44);
            socket.getOutputStream().write(framed(new byte[] {84, 0, 0, 0}, resPq(rest, 28, lie)));
        } else {
            obfuscated(socket, first, in, lie);
        }
        socket.getOutputStream().flush();
    }

    private static void obfuscated(Socket socket, byte[] first, InputStream in, boolean lie) throws IOException {
        byte[] init = Arrays.copyOf(first, 64);
        System.arraycopy(in.readNBytes(60), 0, init, 4, 60);
        byte[] reversed = new byte[64];
        for (int i = 0; i < 64; i++) {
            reversed[i] = init[63 - i];
        }
        Cipher incoming = cipher(init);
        byte[] clear = incoming.update(init);
        if (clear[56] != (byte) 0xdd) {
            throw new IOException("the tag is not that of padded framing");
        }
        byte[] frame = incoming.update(in.readNBytes(44));
        byte[] packet = resPq(frame, 28, lie);
        socket.getOutputStream().write(cipher(reversed).update(framed(new byte[] {84, 0, 0, 0}, packet)));
    }

    private static byte[] framed(byte[] length, byte[] packet) {
        return ByteBuffer.allocate(length.length + packet.length)
                .put(length)
                .put(packet)
                .array();
    }

    private static byte[] resPq(byte[] question, int nonceAt, boolean lie) {
        byte[] nonce = Arrays.copyOfRange(question, nonceAt, nonceAt + 16);
        if (lie) {
            nonce[3]++;
        }
        return ByteBuffer.allocate(84)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(1L << 32 | 1)
                .putInt(64)
                .putInt(0x05162463)
                .put(nonce)
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
