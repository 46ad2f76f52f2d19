package org.cordon.probe.report;

import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Role;
import org.jspecify.annotations.Nullable;

/**
 * What stands in every observation of this probe about the probe.
 *
 * @param id pseudonym, ≤ 64 characters
 * @param role a claim only: the collector's operator decides who is a control
 * @param cc country of its network, {@code ZZ} where unknown
 * @param asn AS number of its network, 0 where unknown
 */
public record ProbeFacts(
        String id,
        Role role,
        String cc,
        long asn,
        @Nullable Access access,
        @Nullable String region) {}
