package org.cordon.analysis.targets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixTree;

/**
 * Address space that is not a host on the public Internet: IANA's special-purpose registries (RFC 6890 and updates, read
 * on 2026-06-01), multicast and reserved space.
 */
public final class SpecialPurpose {
    private static final List<Map.Entry<String, String>> REGISTRY = List.of(
            Map.entry("0.0.0.0/8", "this network"),
            Map.entry("10.0.0.0/8", "private"),
            Map.entry("100.64.0.0/10", "shared (carrier NAT)"),
            Map.entry("127.0.0.0/8", "loopback"),
            Map.entry("169.254.0.0/16", "link-local"),
            Map.entry("172.16.0.0/12", "private"),
            Map.entry("192.0.0.0/24", "IETF protocol assignments"),
            Map.entry("192.0.2.0/24", "documentation"),
            Map.entry("192.88.99.0/24", "6to4 relay (deprecated)"),
            Map.entry("192.168.0.0/16", "private"),
            Map.entry("198.18.0.0/15", "benchmarking"),
            Map.entry("198.51.100.0/24", "documentation"),
            Map.entry("203.0.113.0/24", "documentation"),
            Map.entry("224.0.0.0/4", "multicast"),
            Map.entry("240.0.0.0/4", "reserved"),
            Map.entry("::/8", "unspecified, loopback, mapped and translated"),
            Map.entry("64:ff9b::/96", "IPv4/IPv6 translation"),
            Map.entry("64:ff9b:1::/48", "IPv4/IPv6 translation"),
            Map.entry("100::/64", "discard-only"),
            Map.entry("2001::/23", "IETF protocol assignments"),
            Map.entry("2001:db8::/32", "documentation"),
            Map.entry("2002::/16", "6to4"),
            Map.entry("3fff::/20", "documentation"),
            Map.entry("5f00::/16", "segment routing"),
            Map.entry("fc00::/7", "private (unique local)"),
            Map.entry("fe80::/10", "link-local"),
            Map.entry("fec0::/10", "site-local (deprecated)"),
            Map.entry("ff00::/8", "multicast"));

    private static final PrefixTree<String> TREE = tree();

    private SpecialPurpose() {}

    private static PrefixTree<String> tree() {
        PrefixTree<String> tree = new PrefixTree<>();
        REGISTRY.forEach(e -> tree.put(Prefix.parse(e.getKey()), e.getValue()));
        return tree;
    }

    /** What {@code address} is reserved for, with the range; empty for public unicast. */
    public static Optional<String> of(Address address) {
        return TREE.findLongestMatch(address).map(e -> e.getValue() + " (" + e.getKey() + ")");
    }

    /** The special-purpose ranges that {@code prefix} overlaps; empty for public unicast. */
    public static Optional<String> of(Prefix prefix) {
        return TREE.findAllLessSpecific(prefix).stream()
                .findFirst()
                .or(() -> TREE.findAllMoreSpecific(prefix).stream().findFirst())
                .map(e -> e.getValue() + " (" + e.getKey() + ")");
    }
}
