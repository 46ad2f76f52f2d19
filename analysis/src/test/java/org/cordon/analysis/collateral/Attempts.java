package org.cordon.analysis.collateral;

import java.time.Instant;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/** Observations to test with. */
final class Attempts {
    private Attempts() {}

    /** A TLS attempt that worked. */
    static ObservationBuilder at(String host, Role role, long asn, Instant at) {
        return new ObservationBuilder()
                .id(host + asn + at)
                .probe("p" + asn)
                .role(role)
                .cc(role == Role.CONTROL ? "DE" : "RU")
                .asn(asn)
                .at(at)
                .test("tls")
                .list("collateral")
                .host(host)
                .ip(Address.parse("52.58.1.1"))
                .port(443);
    }
}
