package org.cordon.collector.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.SignedBatch;
import org.jspecify.annotations.Nullable;

/**
 * What was refused, as it stands in {@code cordon.rejected}.
 *
 * @param received when
 * @param reason one of the words of docs/formats.md
 * @param message this case, in words for the person who sent it
 * @param probe fingerprint, where the signature holds; else the record's key, which proves nothing
 * @param epoch of the batch, where it could be read
 * @param line from 1 on, for a single observation; null for a whole batch
 * @param lines how many lines it speaks of, where it sums up several
 * @param copy what was refused: the line, or the beginning of the batch in base64; cut to a few thousand characters
 */
public record Rejection(
        int v,
        Instant received,
        String reason,
        String message,
        @Nullable String probe,
        @Nullable Long epoch,
        @Nullable Long sequence,
        @Nullable Integer line,
        @Nullable Integer lines,
        @Nullable String copy) {

    /** Characters of a line, or in base64 of a batch, that are kept for whoever looks into it. */
    static final int LONGEST_COPY = 3_000;

    private static final int LONGEST_NAME = 64;

    public Rejection {
        message = wellFormed(message);
        probe = probe == null ? null : wellFormed(probe);
    }

    /**
     * Of a whole batch.
     *
     * @param name the record's key, or the fingerprint where the signature holds
     * @param batch null where it could not be read
     * @param copy what to keep of it; null: nothing, its numbers say all
     */
    public static Rejection ofBatch(
            Instant received,
            String reason,
            String message,
            @Nullable String name,
            @Nullable SignedBatch batch,
            byte @Nullable [] copy) {
        return new Rejection(
                1,
                received,
                reason,
                message,
                name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME),
                batch == null ? null : batch.epoch(),
                batch == null ? null : batch.sequence(),
                null,
                null,
                copy == null ? null : base64(copy));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_COPY / 4 * 3)));
    }

    /** As it stands in {@code cordon.rejected}. */
    public byte[] json() {
        try {
            return Json.mapper().writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException("a rejection can be written", e);
        }
    }

    /** Words from outside may hold half a surrogate pair, which no JSON can carry. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
