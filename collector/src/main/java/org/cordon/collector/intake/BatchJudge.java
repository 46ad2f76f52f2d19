package org.cordon.collector.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.SignedBatch;
import org.jspecify.annotations.Nullable;

/** Decides what of a batch is taken in. Knows neither Kafka nor a clock; the only thing it changes is what it was given. */
final class BatchJudge {
    private static final int LONGEST_COPY = 3_000;
    private static final int REJECTIONS_PER_BATCH = 20;

    private final BatchCodec codec;
    private final Register register;
    private final Pseudonyms pseudonyms;
    private final Duration ahead;
    private final Duration behind;
    private final ObservationReader reader = new ObservationReader();

    BatchJudge(BatchCodec codec, Register register, Pseudonyms pseudonyms, Duration ahead, Duration behind) {
        this.codec = codec;
        this.register = register;
        this.pseudonyms = pseudonyms;
        this.ahead = ahead;
        this.behind = behind;
    }

    /**
     * What became of a batch.
     *
     * @param batch null where it is none
     * @param accepted observations as they go on: stamped, under the probe's pseudonym
     * @param rejections whole batch or lines
     * @param rejectedLines how many lines were refused, by reason, those that no rejection speaks of included
     */
    record Judgement(
            @Nullable SignedBatch batch,
            List<Observation> accepted,
            List<Rejection> rejections,
            List<Reason> rejectedLines,
            @Nullable Reason rejectedBatch) {}

    /**
     * @param key the record's key
     * @param seen the probe's earlier batches, found by its fingerprint; the batch is noted there
     * @param received the stamp for what is accepted
     */
    Judgement judge(@Nullable String key, byte[] bytes, SeenBatches seen, Instant received) {
        SignedBatch batch;
        try {
            batch = codec.decode(bytes);
        } catch (InvalidBatchException e) {
            return refused(
                    Reason.valueOf(e.reason().name()), String.valueOf(e.getMessage()), key, null, bytes, received);
        }
        if (!batch.probe().equals(key)) {
            String message = "the record's key is not the fingerprint of the key that signed the batch";
            return refused(Reason.FOREIGN_KEY, message, key, batch, bytes, received);
        }
        if (register.isRevoked(batch.probe())) {
            return refused(Reason.REVOKED, "this probe was shut out", key, batch, null, received);
        }
        return switch (seen.take(batch.probe(), batch.epoch(), batch.sequence())) {
            case NEW -> lines(batch, received);
            case DUPLICATE -> refused(Reason.DUPLICATE, "this batch has been taken in", key, batch, null, received);
            case STALE_EPOCH ->
                refused(Reason.STALE_EPOCH, "newer epochs have long begun", key, batch, bytes, received);
        };
    }

    private static Judgement refused(
            Reason reason,
            String message,
            @Nullable String key,
            @Nullable SignedBatch batch,
            byte @Nullable [] bytes,
            Instant received) {
        Long epoch = batch == null ? null : batch.epoch();
        Long sequence = batch == null ? null : batch.sequence();
        Rejection rejection = Rejection.ofBatch(received, reason, message, cut(key, 64), epoch, sequence, copy(bytes));
        return new Judgement(batch, List.of(), List.of(rejection), List.of(), reason);
    }

    private Judgement lines(SignedBatch batch, Instant received) {
        Lines lines = new Lines(batch, received);
        batch.forEachLine(lines);
        lines.sumUp();
        return new Judgement(batch, lines.accepted, lines.rejections, lines.reasons, null);
    }

    /** One pass over the lines of a batch. */
    private final class Lines implements SignedBatch.LineConsumer {
        private final SignedBatch batch;
        private final Instant received;
        private final List<Observation> accepted = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private final List<Reason> reasons = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private int number;

        Lines(SignedBatch batch, Instant received) {
            this.batch = batch;
            this.received = received;
        }

        @Override
        public void line(byte[] bytes, int from, int length) {
            number++;
            try {
                Observation o = reader.read(bytes, from, length);
                Optional<Refusal> refusal = refusal(o);
                if (refusal.isPresent()) {
                    refuse(refusal.get().reason, refusal.get().message, bytes, from, length);
                } else {
                    accepted.add(stamped(o));
                }
            } catch (InvalidObservationException e) {
                refuse(Reason.NOT_AN_OBSERVATION, String.valueOf(e.getMessage()), bytes, from, length);
            }
        }

        private Optional<Refusal> refusal(Observation o) {
            if (!o.probe().equals(batch.probe())) {
                return because(Reason.OTHER_PROBE, "'probe' is not " + batch.probe() + ", whose key signed");
            }
            if (!ids.add(o.id())) {
                return because(Reason.DUPLICATE_ID, "'id' " + o.id() + " stands twice in this batch");
            }
            return impossibleAddress(o).or(() -> impossibleTime(o.at(), received));
        }

        private Observation stamped(Observation o) {
            Standing standing = register.standing(batch.probe(), o);
            return standing.stamp(o.toBuilder())
                    .probe(pseudonyms.of(batch.probe(), standing.asn(), received))
                    .received(received)
                    .build();
        }

        private void refuse(Reason reason, String message, byte[] bytes, int from, int length) {
            reasons.add(reason);
            if (rejections.size() < REJECTIONS_PER_BATCH) {
                String copy = new String(
                        bytes, from, Math.min(length, LONGEST_COPY), java.nio.charset.StandardCharsets.UTF_8);
                rejections.add(new Rejection(
                        1,
                        received,
                        reason.word(),
                        message,
                        batch.probe(),
                        batch.epoch(),
                        batch.sequence(),
                        number,
                        null,
                        copy));
            }
        }

        void sumUp() {
            int silent = reasons.size() - rejections.size();
            if (silent > 0) {
                rejections.add(new Rejection(
                        1,
                        received,
                        reasons.get(reasons.size() - 1).word(),
                        "further lines of this batch were refused too",
                        batch.probe(),
                        batch.epoch(),
                        batch.sequence(),
                        null,
                        silent,
                        null));
            }
        }
    }

    private record Refusal(Reason reason, String message) {}

    private static Optional<Refusal> because(Reason reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }

    private static Optional<Refusal> impossibleAddress(Observation o) {
        Address ip = o.ip();
        if (ip == null) {
            return o.test().equals("dns")
                    ? Optional.empty()
                    : because(Reason.IMPOSSIBLE_ADDRESS, "'ip' may be null only where 'test' is dns");
        }
        if (o.port() == 0) {
            return because(Reason.IMPOSSIBLE_ADDRESS, "'port' 0 is no port");
        }
        return SpecialPurpose.of(ip).flatMap(kind -> because(Reason.IMPOSSIBLE_ADDRESS, ip + " is " + kind));
    }

    private Optional<Refusal> impossibleTime(Instant at, Instant now) {
        if (at.isAfter(now.plus(ahead))) {
            return because(Reason.IMPOSSIBLE_TIME, at + " is in the future");
        }
        if (at.isBefore(now.minus(behind))) {
            return because(Reason.IMPOSSIBLE_TIME, at + " is too long ago");
        }
        return Optional.empty();
    }

    private static @Nullable String copy(byte @Nullable [] bytes) {
        return bytes == null
                ? null
                : cut(
                        Base64.getEncoder()
                                .encodeToString(java.util.Arrays.copyOf(bytes, Math.min(bytes.length, 2_250))),
                        LONGEST_COPY);
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
