package org.cordon.collector.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.analysis.wire.SignedBatch;
import org.jspecify.annotations.Nullable;

/** Decides what of a batch is taken in. Knows neither Kafka nor a clock; the only thing it changes is what it was given. */
final class BatchJudge {
    /** Bytes of a refused batch that are kept for whoever looks into it; in base64 about 3,000 characters. */
    private static final int LONGEST_COPY = 2_250;

    private final BatchCodec codec;
    private final Register register;
    private final Pseudonyms pseudonyms;
    private final TimeWindow window;

    /**
     * The times that are possible.
     *
     * @param ahead how far after its arrival an observation may say that it was made: clocks differ
     * @param behind how long before: spools wait
     */
    record TimeWindow(Duration ahead, Duration behind) {}

    BatchJudge(BatchCodec codec, Register register, Pseudonyms pseudonyms, TimeWindow window) {
        this.codec = codec;
        this.register = register;
        this.pseudonyms = pseudonyms;
        this.window = window;
    }

    /**
     * @param key the record's key
     * @param sender what the gateway knows of whoever sent it; null where it came another way
     * @param seen the probe's earlier batches, found by its fingerprint; the batch is noted there
     * @param received the stamp for what is accepted
     */
    Judgement judge(
            @Nullable String key,
            byte @Nullable [] bytes,
            @Nullable Sender sender,
            SeenBatches seen,
            Instant received) {
        Refusing refusing = new Refusing(key, received);
        if (bytes == null) {
            return refusing.because(Reason.TRUNCATED, "the record has no value", null, null);
        }
        SignedBatch batch;
        try {
            batch = codec.decode(bytes);
        } catch (InvalidBatchException e) {
            Reason reason = Reason.valueOf(e.reason().name());
            return refusing.because(reason, String.valueOf(e.getMessage()), null, bytes);
        }
        if (!batch.probe().equals(key)) {
            String message = "the record's key is not the fingerprint of the key that signed the batch";
            return refusing.because(Reason.FOREIGN_KEY, message, batch, bytes);
        }
        if (register.isRevoked(batch.probe())) {
            return refusing.because(Reason.REVOKED, "this probe was shut out", batch, null);
        }
        return switch (seen.take(batch.probe(), batch.epoch(), batch.sequence())) {
            case NEW -> lines(batch, sender, seen, received);
            case DUPLICATE -> refusing.because(Reason.DUPLICATE, "this batch has been taken in", batch, null);
            case STALE_EPOCH -> refusing.because(Reason.STALE_EPOCH, "newer epochs have long begun", batch, bytes);
        };
    }

    private Judgement lines(SignedBatch batch, @Nullable Sender sender, SeenBatches seen, Instant received) {
        LineJudge lines = new LineJudge(batch, sender, seen, received, register, pseudonyms, window);
        batch.forEachLine(lines);
        return lines.judgement();
    }

    /** Refusals of one record. */
    private record Refusing(@Nullable String key, Instant received) {

        /** @param copy what to keep of it; null: nothing, its numbers say all */
        Judgement because(Reason reason, String message, @Nullable SignedBatch batch, byte @Nullable [] copy) {
            Rejection rejection = new Rejection(
                    1,
                    received,
                    reason.word(),
                    message,
                    key == null || key.length() <= 64 ? key : key.substring(0, 64),
                    batch == null ? null : batch.epoch(),
                    batch == null ? null : batch.sequence(),
                    null,
                    null,
                    copy == null ? null : base64(copy));
            return Judgement.refused(reason, rejection);
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_COPY)));
        }
    }
}
