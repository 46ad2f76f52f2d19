package org.cordon.probe.privacy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cordon.analysis.prefix.Address;

/** Resolvers that millions of people use, so that using one says nothing about who does. */
final class PublicResolvers {
    /** Google, Cloudflare, Quad9, OpenDNS, AdGuard, Yandex, by their own documentation. */
    private static final Set<Address> KNOWN = Stream.of(
                    "8.8.8.8",
                    "8.8.4.4",
                    "2001:4860:4860::8888",
                    "2001:4860:4860::8844",
                    "1.1.1.1",
                    "1.0.0.1",
                    "2606:4700:4700::1111",
                    "2606:4700:4700::1001",
                    "9.9.9.9",
                    "149.112.112.112",
                    "2620:fe::fe",
                    "208.67.222.222",
                    "208.67.220.220",
                    "94.140.14.14",
                    "94.140.15.15",
                    "77.88.8.8",
                    "77.88.8.1")
            .map(Address::parse)
            .collect(Collectors.toUnmodifiableSet());

    private PublicResolvers() {}

    static boolean isOne(Address address) {
        return KNOWN.contains(address);
    }
}
