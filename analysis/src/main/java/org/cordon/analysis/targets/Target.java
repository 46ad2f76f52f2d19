package org.cordon.analysis.targets;

import java.time.Instant;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * One address that volunteers may contact.
 *
 * @param ip address; public unicast only (see {@link SpecialPurpose})
 * @param port 1–65535
 * @param list target list it belongs to, such as {@code telegram}, {@code google}, {@code amazon}, {@code canary}
 * @param host name to ask for in TLS and HTTP, or null for a bare address
 * @param provider whose address it is, or null where unknown
 * @param region the provider's own name of the region, or null
 * @param source where the address is known from
 * @param verifiedAt when a control last saw it answer, or null if none ever has
 * @param expires when it must be verified again, or null
 * @param anycast whether the address is served from many places, so that answers afar say nothing about here
 */
public record Target(
        Address ip,
        int port,
        String list,
        @Nullable String host,
        @Nullable String provider,
        @Nullable String region,
        String source,
        @Nullable Instant verifiedAt,
        @Nullable Instant expires,
        boolean anycast) {

    public Target {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }
}
