package org.cordon.collector.intake;

import java.time.Duration;
import java.time.Instant;
import org.cordon.analysis.observation.RecentIds;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.analysis.wire.SignedBatch;
import org.jspecify.annotations.Nullable;

/** Decides what of a batch is taken in. Knows neither Kafka nor a clock; the only thing it changes is what it was given. */
final class BatchJudge {
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

    /**
     * What was taken in before.
     *
     * @param batches of the record's partition, by probe
     * @param ids of the newest observations of all probes
     */
    record Memory(SeenBatches batches, RecentIds ids) {}

    BatchJudge(BatchCodec codec, Register register, Pseudonyms pseudonyms, TimeWindow window) {
        this.codec = codec;
        this.register = register;
        this.pseudonyms = pseudonyms;
        this.window = window;
    }

    /**
     * @param key the record's key
     * @param sender what the gateway knows of whoever sent it; null where it came another way
     * @param memory what was taken in before; the batch and its observations are noted there
     * @param received the stamp for what is accepted
     */
    Judgement judge(
            @Nullable String key, byte @Nullable [] bytes, @Nullable Sender sender, Memory memory, Instant received) {
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
        return switch (memory.batches.take(batch.probe(), batch.epoch(), batch.sequence())) {
            case NEW -> lines(batch, sender, memory.ids, received);
            case DUPLICATE -> refusing.because(Reason.DUPLICATE, "this batch has been taken in", batch, null);
            case STALE_EPOCH -> refusing.because(Reason.STALE_EPOCH, "newer epochs have long begun", batch, bytes);
        };
    }

    private Judgement lines(SignedBatch batch, @Nullable Sender sender, RecentIds ids, Instant received) {
        LineJudge lines = new LineJudge(batch, sender, ids, received, register, pseudonyms, window);
        batch.forEachLine(lines);
        return lines.judgement();
    }

    /** Refusals of one record. */
    private record Refusing(@Nullable String key, Instant received) {

        /** @param copy what to keep of it; null: nothing, its numbers say all */
        Judgement because(Reason reason, String message, @Nullable SignedBatch batch, byte @Nullable [] copy) {
            return Judgement.refused(
                    reason,
                    Rejection.ofBatch(
                            received, reason.word(), message, batch == null ? key : batch.probe(), batch, copy));
        }
    }
}
