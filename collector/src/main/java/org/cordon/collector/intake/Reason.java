package org.cordon.collector.intake;

import java.util.Locale;

/** Why something was refused: the word in {@code cordon.rejected} and in the metrics. */
enum Reason {
    // of a whole batch
    TOO_LARGE,
    NOT_GZIP,
    TRUNCATED,
    NOT_A_BATCH,
    UNKNOWN_VERSION,
    BAD_KEY,
    BAD_SIGNATURE,
    BAD_COUNT,
    /** The record's key in Kafka is not the fingerprint of the key that signed. */
    FOREIGN_KEY,
    DUPLICATE,
    STALE_EPOCH,
    REVOKED,
    // of one line
    NOT_AN_OBSERVATION,
    OTHER_PROBE,
    DUPLICATE_ID,
    IMPOSSIBLE_ADDRESS,
    IMPOSSIBLE_TIME;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
