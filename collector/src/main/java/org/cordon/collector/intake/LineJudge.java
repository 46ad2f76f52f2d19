package org.cordon.collector.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.RecentIds;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.analysis.wire.SignedBatch;
import org.jspecify.annotations.Nullable;

/** One pass over the lines of a batch whose signature holds: good ones are kept, bad ones refused, each for itself. */
final class LineJudge implements SignedBatch.LineConsumer {
    private static final int REJECTIONS_PER_BATCH = 20;

    private final SignedBatch batch;
    private final Instant received;
    private final Register register;
    private final Pseudonyms pseudonyms;
    private final BatchJudge.TimeWindow window;
    private final @Nullable Sender sender;
    private final RecentIds ids;
    private final ObservationReader reader = new ObservationReader();
    private final List<Judgement.Accepted> accepted = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private int number;

    LineJudge(
            SignedBatch batch,
            @Nullable Sender sender,
            RecentIds ids,
            Instant received,
            Register register,
            Pseudonyms pseudonyms,
            BatchJudge.TimeWindow window) {
        this.batch = batch;
        this.sender = sender;
        this.ids = ids;
        this.received = received;
        this.register = register;
        this.pseudonyms = pseudonyms;
        this.window = window;
    }

    @Override
    public void line(byte[] bytes, int from, int length) {
        number++;
        Optional<Refusal> refusal;
        try {
            Observation o = reader.read(bytes, from, length);
            refusal = refusal(o).or(() -> keep(stamped(o)));
        } catch (InvalidObservationException e) {
            refusal = because(Reason.NOT_AN_OBSERVATION, String.valueOf(e.getMessage()));
        }
        refusal.ifPresent(r -> refuse(r, bytes, from, length));
    }

    private Optional<Refusal> refusal(Observation o) {
        if (!o.probe().equals(batch.probe())) {
            return because(Reason.OTHER_PROBE, "'probe' is not " + batch.probe() + ", whose key signed");
        }
        return impossibleAddress(o).or(() -> impossibleTime(o.at()));
    }

    private static Optional<Refusal> impossibleAddress(Observation o) {
        Address ip = o.ip();
        if (ip == null) {
            return Optional.empty();
        }
        if (o.port() == 0) {
            return because(Reason.IMPOSSIBLE_ADDRESS, "'port' 0 is no port");
        }
        return SpecialPurpose.of(ip).flatMap(kind -> because(Reason.IMPOSSIBLE_ADDRESS, ip + " is " + kind));
    }

    private Optional<Refusal> impossibleTime(Instant at) {
        if (at.isAfter(received.plus(window.ahead()))) {
            return because(Reason.IMPOSSIBLE_TIME, at + " is in the future");
        }
        if (at.isBefore(received.minus(window.behind()))) {
            return because(Reason.IMPOSSIBLE_TIME, at + " is too long ago");
        }
        return Optional.empty();
    }

    private Observation stamped(Observation o) {
        Standing standing = register.standing(batch.probe(), sender, o);
        return standing.stamp(o.toBuilder())
                .probe(pseudonyms.of(batch.probe(), standing.asn(), received))
                .received(received)
                .build();
    }

    /**
     * What is written must be readable, and the same for everybody behind the log: a line that was just short enough may
     * have become too long, and half a surrogate pair is no text that a database could keep.
     */
    private Optional<Refusal> keep(Observation o) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(400);
        try (ObservationWriter writer = new ObservationWriter(out)) {
            writer.write(o);
            writer.flush();
            byte[] line = out.toByteArray();
            if (holdsHalfAPair(line)) {
                return because(Reason.NOT_AN_OBSERVATION, "cannot be kept: half a surrogate pair is no text");
            }
            // last, so that a line that is refused for something else does not stand in the way of a good one
            if (!ids.add(o.id())) {
                return because(Reason.DUPLICATE_ID, "an observation of this 'id' was taken in before");
            }
            accepted.add(new Judgement.Accepted(reader.read(line, 0, line.length - 1), line));
            return Optional.empty();
        } catch (IOException | InvalidObservationException e) {
            return because(Reason.NOT_AN_OBSERVATION, "cannot be kept: " + firstLine(e));
        }
    }

    private static boolean holdsHalfAPair(byte[] line) throws IOException {
        if (!new String(line, StandardCharsets.ISO_8859_1).contains("\\uD")) {
            return false;
        }
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        try (JsonParser in = Json.mapper().createParser(line)) {
            while (in.nextToken() != null) {
                String text = in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : in.currentName();
                if (text != null && !encoder.canEncode(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void refuse(Refusal refusal, byte[] bytes, int from, int length) {
        reasons.add(refusal.reason);
        if (rejections.size() < REJECTIONS_PER_BATCH) {
            String copy = new String(bytes, from, Math.min(length, Rejection.LONGEST_COPY), StandardCharsets.UTF_8);
            rejections.add(rejection(refusal.reason, refusal.message, number, null, copy));
        }
    }

    Judgement judgement() {
        Map<Reason, Integer> silent = new EnumMap<>(Reason.class);
        reasons.stream().skip(rejections.size()).forEach(reason -> silent.merge(reason, 1, Integer::sum));
        silent.forEach((reason, lines) -> rejections.add(
                rejection(reason, "further lines of this batch were refused for this too", null, lines, null)));
        return new Judgement(accepted, rejections, reasons, null);
    }

    private Rejection rejection(
            Reason reason, String message, @Nullable Integer line, @Nullable Integer lines, @Nullable String copy) {
        return new Rejection(
                1, received, reason.word(), message, batch.probe(), batch.epoch(), batch.sequence(), line, lines, copy);
    }

    private record Refusal(Reason reason, String message) {}

    private static Optional<Refusal> because(Reason reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }
}
