package org.cordon.collector.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
record Rejection(
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

    Rejection {
        message = wellFormed(message);
        probe = probe == null ? null : wellFormed(probe);
    }

    /** Words from outside may hold half a surrogate pair, which no JSON can carry. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
