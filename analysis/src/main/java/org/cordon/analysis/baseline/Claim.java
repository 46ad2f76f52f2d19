package org.cordon.analysis.baseline;

import java.time.Instant;
import java.util.Comparator;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline says: that network {@code asn} cuts off {@code prefix}.
 *
 * @param from fold time from which it says so
 * @param until fold time at which it no longer does; null: it says so at the end
 */
public record Claim(
        long asn, Prefix prefix, Instant from, @Nullable Instant until) {
    static final Comparator<Claim> ORDER =
            Comparator.comparing(Claim::from).thenComparing(Claim::asn).thenComparing(Claim::prefix);
}
