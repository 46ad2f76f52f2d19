package org.cordon.analysis.wire;

import java.util.Arrays;

/**
 * A batch whose signature holds: what one probe sent in one piece.
 *
 * <p>The arrays are the batch's own; callers leave them as they are.
 */
public final class SignedBatch {
    private final byte[] publicKey;
    private final long epoch;
    private final long sequence;
    private final int count;
    private final byte[] payload;
    private final String probe;

    SignedBatch(byte[] publicKey, long epoch, long sequence, int count, byte[] payload) {
        this.publicKey = publicKey;
        this.epoch = epoch;
        this.sequence = sequence;
        this.count = count;
        this.payload = payload;
        this.probe = ProbeKeys.fingerprint(publicKey);
    }

    /** The raw Ed25519 key, 32 bytes. */
    public byte[] publicKey() {
        return publicKey;
    }

    /** Fingerprint of {@link #publicKey()}: the only name that the observations inside may carry. */
    public String probe() {
        return probe;
    }

    /** Begins anew, and higher, where a probe lost its sequence (a new spool); not negative. */
    public long epoch() {
        return epoch;
    }

    /** 0, 1, 2 … within the epoch. The same (probe, epoch, sequence) is the same batch. */
    public long sequence() {
        return sequence;
    }

    /** Lines in {@link #payload()}. */
    public int count() {
        return count;
    }

    /** Observation lines, each ended by a line feed. */
    public byte[] payload() {
        return payload;
    }

    /** Hands every line to {@code reader}, without its line feed. */
    public void forEachLine(LineConsumer reader) {
        int start = 0;
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == '\n') {
                reader.line(payload, start, i - start);
                start = i + 1;
            }
        }
    }

    /** Takes one line as a slice of the payload. */
    @FunctionalInterface
    public interface LineConsumer {
        void line(byte[] bytes, int from, int length);
    }

    @Override
    public String toString() {
        return "batch " + probe + "/" + epoch + "/" + sequence + " of " + count + " observations, "
                + Arrays.hashCode(payload);
    }
}
