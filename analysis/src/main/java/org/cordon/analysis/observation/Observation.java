package org.cordon.analysis.observation;

import java.time.Instant;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one test against one address: what the documented observation format, version 1, calls a line.
 *
 * @param id unique for ever, ≤ 64 characters; a second record with the same id is the same record
 * @param probe the probe's pseudonym, ≤ 64 characters
 * @param site the place behind which the probe sits (a keyed hash of its /24 or /48, made by the gateway); null where
 *     none is known, and then the probe stands for it
 * @param role where the probe stands
 * @param cc ISO 3166-1 alpha-2 country of the probe's network; {@code ZZ} where unknown
 * @param asn AS number of the probe's network; 0 where unknown
 * @param access how the probe is connected
 * @param region ISO 3166-2
 * @param run one measurement run of that probe, ≤ 64 characters
 * @param mode what the run found of its own link; null counts as normal
 * @param at when the attempt began, UTC, milliseconds, by the probe's clock corrected by its known offset
 * @param received when the collector took it in
 * @param test nettest, such as {@code tcp} or {@code tls} (open set)
 * @param list target list (open set)
 * @param listVersion edition of the list
 * @param ip address tried; null only where {@code dns} found none
 * @param port 0–65535
 * @param host host name, SNI or query name
 * @param failure null = it worked
 * @param operation what failed
 * @param ms milliseconds from the start of the attempt to success or failure
 * @param timeoutMs the limit that it had, in milliseconds
 * @param attempt 1, 2, … where a test repeats itself ({@code try} on the wire)
 * @param sinceLastMs milliseconds since the same probe last tried that address
 * @param pair the comparison that this attempt belongs to
 * @param detail what only that test knows: strings, numbers, booleans, lists and maps of these
 */
public record Observation(
        String id,
        String probe,
        @Nullable String site,
        Role role,
        String cc,
        long asn,
        @Nullable Access access,
        @Nullable String region,
        @Nullable String run,
        @Nullable LinkMode mode,
        Instant at,
        @Nullable Instant received,
        String test,
        @Nullable String list,
        @Nullable String listVersion,
        @Nullable Address ip,
        int port,
        @Nullable String host,
        @Nullable Failure failure,
        @Nullable Operation operation,
        @Nullable Double ms,
        @Nullable Integer timeoutMs,
        @Nullable Integer attempt,
        @Nullable Long sinceLastMs,
        @Nullable Pair pair,
        Map<String, Object> detail) {

    /** The instant by which the detector orders observations: {@code received}, else {@code at}. */
    public Instant foldTime() {
        return received != null ? received : at;
    }

    public boolean succeeded() {
        return failure == null;
    }

    /** Whom one say belongs to: the site, and the probe where no site is known. */
    public String siteOrProbe() {
        return site != null ? site : probe;
    }

    /** Starts a copy. */
    public ObservationBuilder toBuilder() {
        return new ObservationBuilder(this);
    }
}
