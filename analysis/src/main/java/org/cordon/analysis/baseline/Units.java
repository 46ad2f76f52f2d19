package org.cordon.analysis.baseline;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixTree;

/** The pieces into which a baseline that cannot find edges cuts the address space beforehand. */
final class Units {
    private static final int SUBNET_V4 = 24;
    private static final int SUBNET_V6 = 48;

    private final PrefixTree<Prefix> announced = new PrefixTree<>();
    private final Map<Address, Prefix> known = new HashMap<>();

    private Units(Collection<Prefix> announced) {
        announced.forEach(prefix -> this.announced.put(prefix, prefix));
    }

    /** Each address belongs to the most specific of {@code prefixes} that covers it, and to its subnet without any. */
    static Units announced(Collection<Prefix> prefixes) {
        return new Units(prefixes);
    }

    /** Each address belongs to its /24, or in IPv6 to its /48. */
    static Units subnets() {
        return new Units(List.of());
    }

    Prefix of(Address ip) {
        return known.computeIfAbsent(
                ip,
                address -> announced
                        .findLongestMatch(address)
                        .map(Map.Entry::getValue)
                        .orElseGet(() -> new Prefix(address, address.family() == Family.IPV4 ? SUBNET_V4 : SUBNET_V6)));
    }
}
