package org.cordon.probe.spool;

import java.time.Instant;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.prefix.Address;

/** Observations that can be told apart. */
public final class Observations {
    private Observations() {}

    public static Observation number(long number) {
        return new ObservationBuilder()
                .id("run." + number)
                .probe("a pseudonym")
                .at(Instant.parse("2018-04-16T05:00:00Z").plusMillis(number))
                .test("tcp")
                .ip(Address.parse("149.154.167.51"))
                .port(443)
                .build();
    }
}
