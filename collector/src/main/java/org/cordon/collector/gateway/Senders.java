package org.cordon.collector.gateway;

import java.io.IOException;
import java.time.Instant;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.AddressOrigin;
import org.cordon.collector.intake.Sender;

/** Learns from an address what may be known of its owner; keeps nothing of the address. */
final class Senders {
    private final AddressOrigin origins;
    private final SiteKey sites;

    Senders(AddressOrigin origins, SiteKey sites) {
        this.origins = origins;
        this.sites = sites;
    }

    Sender of(Address address, Instant now) throws IOException {
        String cc = origins.country(address);
        return new Sender(origins.asn(address), cc == null ? "ZZ" : cc, sites.site(address, now));
    }
}
