package org.cordon.analysis.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 public keys (RFC 8032) as the batch format has them: 32 raw bytes, and the fingerprint that names a probe. */
public final class ProbeKeys {
    /** Length of a raw public key, in bytes. */
    public static final int KEY_BYTES = 32;

    /** Characters of a fingerprint: 128 bits in hexadecimal, so that ids made from it stay below 64 characters. */
    public static final int FINGERPRINT_CHARACTERS = 32;

    /** What stands before the raw key in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private ProbeKeys() {}

    /** @throws IllegalArgumentException if it is not an Ed25519 key */
    public static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_HEAD.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, X509_HEAD.length, X509_HEAD, 0, X509_HEAD.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + key.getAlgorithm());
        }
        return Arrays.copyOfRange(encoded, X509_HEAD.length, encoded.length);
    }

    /** @throws GeneralSecurityException if the bytes are no Ed25519 key */
    public static PublicKey of(byte[] raw) throws GeneralSecurityException {
        if (raw.length != KEY_BYTES) {
            throw new GeneralSecurityException("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, X509_HEAD.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The first 128 bits of the SHA-256 of the raw key, in lower-case hexadecimal: the probe's name in the collector. */
    public static String fingerprint(byte[] raw) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw);
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_CHARACTERS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    public static String fingerprint(PublicKey key) {
        return fingerprint(raw(key));
    }
}
