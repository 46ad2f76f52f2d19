package org.cordon.probe.mtproto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The "obfuscated2" layer: AES-256-CTR in both directions, keyed by the 64 random bytes that begin the stream, so that it
 * has no recognisable start (core.telegram.org/mtproto/mtproto-transports#transport-obfuscation).
 */
final class Obfuscation {
    private static final int INIT = 64;
    /** First words that other protocols and framings begin with: HEAD, POST, GET, OPTI, the two framings, TLS. */
    private static final Set<Integer> FORBIDDEN_FIRST =
            Set.of(0x44414548, 0x54534f50, 0x20544547, 0x4954504f, 0xdddddddd, 0xeeeeeeee, 0x02010316);

    private final byte[] preamble;
    private final Cipher outgoing;
    private final Cipher incoming;

    private Obfuscation(byte[] preamble, Cipher outgoing, Cipher incoming) {
        this.preamble = preamble;
        this.outgoing = outgoing;
        this.incoming = incoming;
    }

    /**
     * Begins a stream.
     *
     * @param dc number of the data centre, for proxies; negative for media
     * @param secret the proxy's 16-byte secret, or null when talking to Telegram itself
     */
    static Obfuscation begin(RandomGenerator random, Framing framing, int dc, byte @Nullable [] secret) {
        byte[] init = new byte[INIT];
        do {
            random.nextBytes(init);
        } while (!usable(init));
        System.arraycopy(framing.obfuscatedTag(), 0, init, 56, 4);
        init[60] = (byte) dc;
        init[61] = (byte) (dc >> 8);
        byte[] reversed = new byte[INIT];
        for (int i = 0; i < INIT; i++) {
            reversed[i] = init[INIT - 1 - i];
        }
        Cipher outgoing = cipher(init, secret);
        byte[] encrypted = update(outgoing, init);
        byte[] preamble = Arrays.copyOf(init, INIT);
        System.arraycopy(encrypted, 56, preamble, 56, 8);
        return new Obfuscation(preamble, outgoing, cipher(reversed, secret));
    }

    private static boolean usable(byte[] init) {
        ByteBuffer words = ByteBuffer.wrap(init).order(ByteOrder.LITTLE_ENDIAN);
        return init[0] != (byte) 0xef && !FORBIDDEN_FIRST.contains(words.getInt(0)) && words.getInt(4) != 0;
    }

    private static Cipher cipher(byte[] init, byte @Nullable [] secret) {
        byte[] key = Arrays.copyOfRange(init, 8, 40);
        byte[] iv = Arrays.copyOfRange(init, 40, 56);
        try {
            if (secret != null) {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                sha256.update(key);
                key = sha256.digest(secret);
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-CTR and SHA-256", e);
        }
    }

    /** The 64 bytes that begin the stream. */
    byte[] preamble() {
        return preamble.clone();
    }

    byte[] encrypt(byte[] plain) {
        return update(outgoing, plain);
    }

    byte[] decrypt(byte[] received) {
        return update(incoming, received);
    }

    private static byte[] update(Cipher cipher, byte[] bytes) {
        byte[] result = cipher.update(bytes);
        return result == null ? new byte[0] : result;
    }
}
