package org.cordon.probe.nettest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An MTProxy for one secret, plain, dd or ee, that is itself the data centre behind it. As the proxies of the field do, it
 * says nothing at all to whoever does not know the secret.
 */
final class MtproxyPeer {
    private static final int RANDOM_AT = 11;

    private final byte[] key;
    private final int tag;
    private final String domain;
    /** What a censor does who lets handshakes pass: nothing comes back for what follows them. */
    private final boolean dropsQuestions;

    /** @param secret in hexadecimal */
    MtproxyPeer(String secret, boolean dropsQuestions) {
        byte[] bytes = HexFormat.of().parseHex(secret);
        boolean plain = bytes.length == 16;
        this.key = plain ? bytes : Arrays.copyOfRange(bytes, 1, 17);
        this.tag = plain ? 0xeeeeeeee : 0xdddddddd;
        this.domain = bytes.length > 17 ? new String(bytes, 17, bytes.length - 17) : null;
        this.dropsQuestions = dropsQuestions;
    }

    void treat(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            byte[] said = domain == null ? answer(in) : clothed(socket, in);
            if (said != null) {
                socket.getOutputStream().write(said);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private byte[] clothed(Socket socket, InputStream in) throws IOException, GeneralSecurityException {
        byte[] head = in.readNBytes(5);
        if (head.length < 5 || head[0] != 0x16 || head[2] != 1) {
            return null;
        }
        byte[] body = in.readNBytes((head[3] & 0xff) << 8 | head[4] & 0xff);
        byte[] hello = ByteBuffer.allocate(5 + body.length).put(head).put(body).array();
        byte[] random = Arrays.copyOfRange(hello, RANDOM_AT, RANDOM_AT + 32);
        Arrays.fill(hello, RANDOM_AT, RANDOM_AT + 32, (byte) 0);
        byte[] digest = hmac(hello);
        for (int i = 0; i < 28; i++) {
            if (digest[i] != random[i]) {
                return null;
            }
        }
        int sent = little(random, 28) ^ little(digest, 28);
        if (Math.abs(sent - System.currentTimeMillis() / 1000) > 60 || !new String(hello).contains(domain)) {
            return null;
        }
        socket.getOutputStream().write(welcome(random, Arrays.copyOfRange(hello, 44, 76)));
        byte[] change = in.readNBytes(6);
        if (!Arrays.equals(change, new byte[] {0x14, 3, 3, 0, 1, 1})) {
            return null;
        }
        byte[] data = in.readNBytes(5);
        byte[] inner = in.readNBytes((data[3] & 0xff) << 8 | data[4] & 0xff);
        byte[] said = answer(new ByteArrayInputStream(inner));
        return said == null ? null : inTwoRecords(said);
    }

    private static int little(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private byte[] welcome(byte[] random, byte[] session) throws GeneralSecurityException {
        byte[] certificate = new byte[1_500];
        new Random(1).nextBytes(certificate);
        ByteBuffer out = ByteBuffer.allocate(5 + 122 + 6 + 5 + certificate.length);
        out.put(HexFormat.of().parseHex("160303007a020000760303"));
        out.position(out.position() + 32);
        out.put((byte) 32).put(session);
        out.put(HexFormat.of().parseHex("130100002e00330024001d0020"));
        out.position(out.position() + 32);
        out.put(HexFormat.of().parseHex("002b00020304" + "140303000101" + "170303"));
        out.putShort((short) certificate.length).put(certificate);
        byte[] answer = out.array();
        byte[] digest = hmac(
                ByteBuffer.allocate(32 + answer.length).put(random).put(answer).array());
        System.arraycopy(digest, 0, answer, RANDOM_AT, 32);
        return answer;
    }

    private static byte[] inTwoRecords(byte[] said) {
        int half = said.length / 2;
        return ByteBuffer.allocate(10 + said.length)
                .put(new byte[] {0x17, 3, 3})
                .putShort((short) half)
                .put(said, 0, half)
                .put(new byte[] {0x17, 3, 3})
                .putShort((short) (said.length - half))
                .put(said, half, said.length - half)
                .array();
    }

    /** Reads obfuscated2 and a framed question; null where the visitor does not know the secret or shall hear nothing. */
    private byte[] answer(InputStream in) throws IOException, GeneralSecurityException {
        byte[] init = in.readNBytes(64);
        if (init.length < 64) {
            return null;
        }
        Cipher incoming = cipher(init);
        byte[] clear = incoming.update(init);
        if (little(clear, 56) != tag || clear[60] != 2) {
            return null;
        }
        byte[] first = in.readNBytes(44);
        if (first.length < 44 || dropsQuestions) {
            return null;
        }
        byte[] question = incoming.update(first);
        byte[] reversed = new byte[64];
        for (int i = 0; i < 64; i++) {
            reversed[i] = init[63 - i];
        }
        return cipher(reversed).update(resPq(Arrays.copyOfRange(question, 28, 44)));
    }

    private static byte[] resPq(byte[] nonce) {
        return ByteBuffer.allocate(88)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(84)
                .putLong(0)
                .putLong(1L << 32 | 1)
                .putInt(64)
                .putInt(0x05162463)
                .put(nonce)
                .array();
    }

    private Cipher cipher(byte[] init) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(init, 8, 32);
        sha256.update(key);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(sha256.digest(), "AES"),
                new IvParameterSpec(Arrays.copyOfRange(init, 40, 56)));
        return cipher;
    }

    private byte[] hmac(byte[] bytes) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes);
    }
}
