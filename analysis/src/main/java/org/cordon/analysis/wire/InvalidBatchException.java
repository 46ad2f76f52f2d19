package org.cordon.analysis.wire;

/** Bytes that are no acceptable batch; {@link #reason()} for counting, the message for the person who sent it. */
public final class InvalidBatchException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why a batch is refused; the names, in lower case, are what {@code cordon.rejected} and the metrics carry. */
    public enum Reason {
        /** More bytes than the limits allow, compressed or not. */
        TOO_LARGE,
        /** Not gzip, or damaged gzip. */
        NOT_GZIP,
        /** Ends before header and signature are complete. */
        TRUNCATED,
        /** Does not begin like a batch. */
        NOT_A_BATCH,
        /** A batch of a version that is not known here. */
        UNKNOWN_VERSION,
        /** The public key is no Ed25519 key. */
        BAD_KEY,
        /** The signature is not that key's over these bytes. */
        BAD_SIGNATURE,
        /** Epoch, sequence or count is out of range, or the payload has another number of lines. */
        BAD_COUNT
    }

    private final Reason reason;

    public InvalidBatchException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
