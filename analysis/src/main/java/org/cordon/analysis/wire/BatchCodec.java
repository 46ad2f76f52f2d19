package org.cordon.analysis.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.cordon.analysis.wire.InvalidBatchException.Reason;

/**
 * The batch that a probe signs and a collector takes in: gzip around header ‖ payload ‖ signature.
 *
 * <pre>
 * offset  bytes  what (integers are big-endian)
 *      0      4  magic "CDNB"
 *      4      1  version, 1
 *      5     32  Ed25519 public key
 *     37      8  epoch
 *     45      8  sequence
 *     53      4  count of observations
 *     57      n  payload: count lines of JSON, each ended by a line feed
 *   57+n     64  Ed25519 signature over "cordon-batch-1" ‖ bytes 0 to 57+n
 * </pre>
 *
 * <p>The signature covers the uncompressed bytes, so that anybody may compress anew. Decoding never holds more than the
 * limits allow, whatever the gzip claims.
 */
public final class BatchCodec {
    /** Length of the header, in bytes. */
    public static final int HEADER_BYTES = 57;

    /** Length of the signature, in bytes. */
    public static final int SIGNATURE_BYTES = 64;

    private static final byte[] MAGIC = {'C', 'D', 'N', 'B'};
    private static final byte VERSION = 1;
    private static final int GZIP_BUFFER = 8 * 1024;
    private static final byte[] CONTEXT = "cordon-batch-1".getBytes(StandardCharsets.US_ASCII);

    private final Limits limits;

    /**
     * What is looked at, at most.
     *
     * @param compressedBytes longest batch as it travels; Kafka's own default limit is about the same
     * @param plainBytes longest batch once uncompressed, header and signature included
     */
    public record Limits(int compressedBytes, int plainBytes) {
        public static final Limits DEFAULT = new Limits(1_000_000, 8_000_000);
    }

    public BatchCodec() {
        this(Limits.DEFAULT);
    }

    public BatchCodec(Limits limits) {
        this.limits = limits;
    }

    /**
     * Signs and compresses.
     *
     * @param payload {@code count} lines, each ended by a line feed
     * @throws IllegalArgumentException if the payload has another number of lines, is too long, or a number is negative
     */
    public byte[] encode(
            PublicKey publicKey, PrivateKey privateKey, long epoch, long sequence, int count, byte[] payload) {
        if (epoch < 0 || sequence < 0 || count < 1 || !endsWithLine(payload) || lines(payload) != count) {
            throw new IllegalArgumentException("a batch needs count > 0 lines and numbers that are not negative");
        }
        if ((long) HEADER_BYTES + payload.length + SIGNATURE_BYTES > limits.plainBytes) {
            throw new IllegalArgumentException("a batch has at most " + limits.plainBytes + " bytes");
        }
        ByteBuffer plain = ByteBuffer.allocate(HEADER_BYTES + payload.length + SIGNATURE_BYTES);
        plain.put(MAGIC).put(VERSION).put(ProbeKeys.raw(publicKey));
        plain.putLong(epoch).putLong(sequence).putInt(count).put(payload);
        plain.put(sign(privateKey, plain.array(), plain.position()));
        return gzip(plain.array());
    }

    /**
     * Uncompresses and checks everything but the observations themselves.
     *
     * @throws InvalidBatchException if anything is wrong with it; says what
     */
    public SignedBatch decode(byte[] bytes) throws InvalidBatchException {
        byte[] plain = gunzip(bytes);
        requireHead(plain);
        int signed = plain.length - SIGNATURE_BYTES;
        ByteBuffer header = ByteBuffer.wrap(plain, MAGIC.length + 1, signed - MAGIC.length - 1);
        byte[] key = new byte[ProbeKeys.KEY_BYTES];
        header.get(key);
        requireSignature(key, plain, signed);
        long epoch = header.getLong();
        long sequence = header.getLong();
        int count = header.getInt();
        byte[] payload = Arrays.copyOfRange(plain, HEADER_BYTES, signed);
        requireCounts(epoch, sequence, count, payload);
        return new SignedBatch(key, epoch, sequence, count, payload);
    }

    private static void requireHead(byte[] plain) throws InvalidBatchException {
        if (plain.length < MAGIC.length + 1 || !Arrays.equals(plain, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new InvalidBatchException(Reason.NOT_A_BATCH, "does not begin with 'CDNB'");
        }
        if (plain[MAGIC.length] != VERSION) {
            throw new InvalidBatchException(
                    Reason.UNKNOWN_VERSION, "batch version " + (plain[MAGIC.length] & 0xFF) + " is not known, only 1");
        }
        if (plain.length < HEADER_BYTES + SIGNATURE_BYTES) {
            throw new InvalidBatchException(
                    Reason.TRUNCATED, "ends after " + plain.length + " bytes, before its signature is complete");
        }
    }

    private static void requireSignature(byte[] key, byte[] plain, int signed) throws InvalidBatchException {
        PublicKey publicKey;
        try {
            publicKey = ProbeKeys.of(key);
        } catch (GeneralSecurityException e) {
            throw new InvalidBatchException(Reason.BAD_KEY, "the public key is no Ed25519 key");
        }
        boolean holds;
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey);
            verifier.update(CONTEXT);
            verifier.update(plain, 0, signed);
            holds = verifier.verify(plain, signed, SIGNATURE_BYTES);
        } catch (InvalidKeyException e) {
            throw new InvalidBatchException(Reason.BAD_KEY, "the public key is no Ed25519 key");
        } catch (GeneralSecurityException | RuntimeException e) {
            // the JDK throws, rather than answers, where the 64 bytes decode to no point; Java 17 even unchecked
            holds = false;
        }
        if (!holds) {
            throw new InvalidBatchException(
                    Reason.BAD_SIGNATURE, "the signature is not that of key " + ProbeKeys.fingerprint(key));
        }
    }

    private static void requireCounts(long epoch, long sequence, int count, byte[] payload)
            throws InvalidBatchException {
        if (epoch < 0 || sequence < 0) {
            throw new InvalidBatchException(Reason.BAD_COUNT, "epoch and sequence are never negative");
        }
        if (count < 1) {
            throw new InvalidBatchException(
                    Reason.BAD_COUNT, "the header says " + count + " observations; a batch has one at least");
        }
        if (!endsWithLine(payload)) {
            throw new InvalidBatchException(Reason.BAD_COUNT, "the payload's last line is not ended");
        }
        int lines = lines(payload);
        if (lines != count) {
            throw new InvalidBatchException(
                    Reason.BAD_COUNT, "the header says " + count + " observations, the payload has " + lines);
        }
    }

    private static boolean endsWithLine(byte[] payload) {
        return payload.length > 0 && payload[payload.length - 1] == '\n';
    }

    private static int lines(byte[] payload) {
        int lines = 0;
        for (byte b : payload) {
            if (b == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private static byte[] sign(PrivateKey key, byte[] bytes, int length) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(CONTEXT);
            signer.update(bytes, 0, length);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a key that can sign: " + e.getMessage(), e);
        }
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return out.toByteArray();
    }

    private byte[] gunzip(byte[] bytes) throws InvalidBatchException {
        if (bytes.length > limits.compressedBytes) {
            throw new InvalidBatchException(
                    Reason.TOO_LARGE,
                    bytes.length + " bytes are more than the " + limits.compressedBytes + " that a batch may have");
        }
        byte[] plain;
        try (WholeGzip in = WholeGzip.of(new ByteArrayInputStream(bytes), GZIP_BUFFER)) {
            plain = in.readNBytes(limits.plainBytes + 1);
        } catch (EOFException e) {
            throw new InvalidBatchException(Reason.TRUNCATED, "the gzip stream ends early");
        } catch (IOException e) {
            throw new InvalidBatchException(Reason.NOT_GZIP, "not gzip: " + e.getMessage());
        }
        if (plain.length > limits.plainBytes) {
            throw new InvalidBatchException(
                    Reason.TOO_LARGE, "uncompressed it has more than " + limits.plainBytes + " bytes");
        }
        return plain;
    }
}
