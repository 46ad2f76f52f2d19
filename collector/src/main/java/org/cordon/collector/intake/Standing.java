package org.cordon.collector.intake;

import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the collector knows of a probe's place; it wins over every claim.
 *
 * @param role where the probe stands
 * @param cc country of its network, {@code ZZ} where unknown
 * @param asn its network, 0 where unknown
 * @param access how it is connected; null: as it says
 * @param site the place behind which it sits; null: none known
 */
record Standing(
        Role role,
        String cc,
        long asn,
        @Nullable Access access,
        @Nullable String site) {

    /** Of a probe that nobody has registered: its network is unknown, so its word says nothing of any. */
    static final Standing UNKNOWN = new Standing(Role.VANTAGE, "ZZ", 0, null, null);

    /** The probe's own word for it. */
    static Standing claimed(Observation o) {
        return new Standing(o.role(), o.cc(), o.asn(), o.access(), o.site());
    }

    /** Puts this in the place of what {@code builder} has. */
    ObservationBuilder stamp(ObservationBuilder builder) {
        builder.role(role).cc(cc).asn(asn).site(site);
        return access == null ? builder : builder.access(access);
    }
}
