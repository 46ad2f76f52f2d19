package org.cordon.collector.archive;

import java.time.Instant;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Which observations are wanted; null asks for all.
 *
 * @param since begun at this instant or later
 * @param until begun before this instant
 * @param cc country of the probe's network
 * @param asn the probe's network
 * @param test nettest
 * @param list target list
 * @param prefix address inside it
 * @param failed whether only failures, or only successes
 */
public record ObservationQuery(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String cc,
        @Nullable Long asn,
        @Nullable String test,
        @Nullable String list,
        @Nullable Prefix prefix,
        @Nullable Boolean failed) {

    /** Every observation. */
    public static final ObservationQuery ALL = new ObservationQuery(null, null, null, null, null, null, null, null);
}
