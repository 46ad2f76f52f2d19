package org.cordon.analysis.collateral;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixTree;

/** Which services ever had an address in a prefix. */
final class ServiceIndex {
    private final PrefixTree<List<Service>> tree = new PrefixTree<>();

    ServiceIndex(List<Service> services, ServiceAddresses addresses) {
        Map<String, List<Service>> byDomain = new HashMap<>();
        for (Service service : services) {
            service.domains()
                    .forEach(domain -> byDomain.computeIfAbsent(domain, d -> new ArrayList<>(1))
                            .add(service));
        }
        addresses.forEach((domain, span) -> {
            List<Service> owners = byDomain.get(domain);
            if (owners != null) {
                add(Prefix.of(span.address()), owners);
            }
        });
    }

    private void add(Prefix address, List<Service> owners) {
        List<Service> known = tree.findExact(address).orElse(null);
        if (known == null) {
            known = new ArrayList<>(owners.size());
            tree.put(address, known);
        }
        known.addAll(owners);
    }

    /** The services that ever had an address in one of {@code prefixes}, each once. */
    Set<Service> everInside(Collection<Prefix> prefixes) {
        Set<Service> inside = new LinkedHashSet<>();
        for (Prefix prefix : prefixes) {
            tree.findAllMoreSpecific(prefix).forEach(e -> inside.addAll(e.getValue()));
        }
        return inside;
    }
}
