package org.cordon.probe.mtproto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The clothes of TLS that MTProxies with an {@code ee} secret wear (as Telegram's apps and the proxies of their users
 * have it; there is no document). The first packet looks like a browser's ClientHello; its random is an HMAC of the packet
 * under the secret, with the time in its last four bytes. The answer looks like ServerHello, ChangeCipherSpec and one
 * record of data, and its random is an HMAC of our random and that answer: only who knows the secret can give it. Whatever
 * follows goes in records of application data.
 */
public final class FakeTls {
    private static final int HELLO = 517;
    private static final int RANDOM_AT = 11;
    private static final int RANDOM = 32;
    private static final int RECORD_HEAD = 5;
    private static final int LONGEST_RECORD = 16 * 1024 + 256;
    private static final byte HANDSHAKE = 0x16;
    private static final byte CHANGE_CIPHER = 0x14;
    private static final byte DATA = 0x17;
    private static final byte[] CHANGE = {CHANGE_CIPHER, 3, 3, 0, 1, 1};
    private static final int GREASES = 7;

    private final byte[] key;
    private final byte[] hello;
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();

    /** @param key the 16 bytes of the secret, without {@code ee} and domain */
    public FakeTls(byte[] key, String domain, RandomGenerator random, Instant now) {
        this.key = key.clone();
        this.hello = clientHello(domain, random);
        byte[] digest = hmac(hello);
        ByteBuffer tail = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN);
        tail.putInt(RANDOM - 4, tail.getInt(RANDOM - 4) ^ (int) now.getEpochSecond());
        System.arraycopy(digest, 0, hello, RANDOM_AT, RANDOM);
    }

    /** What the client says first. */
    public byte[] hello() {
        return hello.clone();
    }

    /** How the proxy has answered the hello so far. */
    public enum Welcome {
        INCOMPLETE,
        /** By one who knows the secret. */
        WELCOME,
        /** TLS, but not by one who knows the secret: another server, or the secret is wrong. */
        STRANGER,
        FOREIGN
    }

    /** Takes what came next of the answer to the hello; to be called until it says something other than INCOMPLETE. */
    public Welcome greet(ByteBuffer bytes) {
        take(bytes, 3 * (LONGEST_RECORD + RECORD_HEAD));
        byte[] in = unread.toByteArray();
        int end = 0;
        for (byte type : new byte[] {HANDSHAKE, CHANGE_CIPHER, DATA}) {
            if (in.length > end && in[end] != type) {
                // a real server may send other records; all that we must know is whether it speaks TLS at all
                return end == 0 && in[0] != 0x15 ? Welcome.FOREIGN : Welcome.STRANGER;
            }
            if (in.length < end + RECORD_HEAD) {
                return Welcome.INCOMPLETE;
            }
            int length = length(in, end);
            if (in[end + 1] != 3 || length > LONGEST_RECORD) {
                return Welcome.FOREIGN;
            }
            if (in.length < end + RECORD_HEAD + length) {
                return Welcome.INCOMPLETE;
            }
            end += RECORD_HEAD + length;
        }
        byte[] answer = Arrays.copyOf(in, end);
        if (end < RANDOM_AT + RANDOM || !isByKeeper(answer)) {
            return Welcome.STRANGER;
        }
        unread.reset();
        unread.write(in, end, in.length - end);
        return Welcome.WELCOME;
    }

    private boolean isByKeeper(byte[] answer) {
        byte[] digest = Arrays.copyOfRange(answer, RANDOM_AT, RANDOM_AT + RANDOM);
        Arrays.fill(answer, RANDOM_AT, RANDOM_AT + RANDOM, (byte) 0);
        byte[] random = Arrays.copyOfRange(hello, RANDOM_AT, RANDOM_AT + RANDOM);
        return Arrays.equals(
                digest,
                hmac(ByteBuffer.allocate(RANDOM + answer.length)
                        .put(random)
                        .put(answer)
                        .array()));
    }

    /** {@code data}, at most 16 KB, as the first record that follows a welcome. */
    public static byte[] first(byte[] data) {
        return ByteBuffer.allocate(CHANGE.length + RECORD_HEAD + data.length)
                .put(CHANGE)
                .put(new byte[] {DATA, 3, 3})
                .putShort((short) data.length)
                .put(data)
                .array();
    }

    /**
     * Takes what came after the welcome; returns what the records that are whole now hold, in one piece, or null where the
     * stream is no record.
     */
    public byte @org.jspecify.annotations.Nullable [] unwrap(ByteBuffer bytes) {
        take(bytes, 2 * (LONGEST_RECORD + RECORD_HEAD));
        byte[] in = unread.toByteArray();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int at = 0;
        while (in.length >= at + RECORD_HEAD) {
            int length = length(in, at);
            if ((in[at] != DATA && in[at] != CHANGE_CIPHER) || in[at + 1] != 3 || length > LONGEST_RECORD) {
                return null;
            }
            if (in.length < at + RECORD_HEAD + length) {
                break;
            }
            if (in[at] == DATA) {
                data.write(in, at + RECORD_HEAD, length);
            }
            at += RECORD_HEAD + length;
        }
        unread.reset();
        unread.write(in, at, in.length - at);
        return data.toByteArray();
    }

    private void take(ByteBuffer bytes, int most) {
        byte[] chunk = new byte[Math.max(0, Math.min(bytes.remaining(), most - unread.size()))];
        bytes.get(chunk);
        unread.writeBytes(chunk);
    }

    private static int length(byte[] record, int at) {
        return (record[at + 3] & 0xff) << 8 | record[at + 4] & 0xff;
    }

    private byte[] hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }

    /** As Chrome's was when Telegram's apps took it for a model, with zeros for its random. */
    private static byte[] clientHello(String domain, RandomGenerator random) {
        byte[] grease = grease(random);
        ByteBuffer out = ByteBuffer.allocate(HELLO);
        put(out, "16 0301 0200 01 0001fc 0303");
        out.position(out.position() + RANDOM);
        out.put((byte) RANDOM).put(bytes(random, RANDOM));
        put(out, "0020");
        grease(out, grease[0]);
        put(out, "1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035 0100");
        out.putShort((short) (HELLO - out.position() - 2));
        grease(out, grease[2]);
        put(out, "0000 0000");
        out.putShort((short) (domain.length() + 5)).putShort((short) (domain.length() + 3));
        out.put((byte) 0).putShort((short) domain.length()).put(domain.getBytes(US_ASCII));
        put(out, "0017 0000 ff01 0001 00 000a 000a 0008");
        grease(out, grease[4]);
        put(out, "001d 0017 0018 000b 0002 0100 0023 0000 0010 000e 000c 02 6832 08 687474702f312e31");
        put(out, "0005 0005 0100000000 000d 0012 0010 0403 0804 0401 0503 0805 0501 0806 0601 0012 0000");
        put(out, "0033 002b 0029");
        grease(out, grease[4]);
        put(out, "0001 00 001d 0020");
        out.put(bytes(random, RANDOM));
        put(out, "002d 0002 0101 002b 000b 0a");
        grease(out, grease[6]);
        put(out, "0304 0303 0302 0301 001b 0003 020002");
        grease(out, grease[3]);
        put(out, "0001 00 0015");
        out.putShort((short) (HELLO - out.position() - 2));
        return out.array();
    }

    /** Values that mean nothing, so that servers learn to ignore what they do not know (RFC 8701): 0a, 1a … fa. */
    private static byte[] grease(RandomGenerator random) {
        byte[] grease = bytes(random, GREASES);
        for (int i = 0; i < GREASES; i++) {
            grease[i] = (byte) (grease[i] & 0xf0 | 0x0a);
        }
        if (grease[2] == grease[3]) {
            grease[3] ^= 0x10;
        }
        return grease;
    }

    private static void grease(ByteBuffer out, byte value) {
        out.put(value).put(value);
    }

    private static void put(ByteBuffer out, String hex) {
        out.put(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
