package org.cordon.analysis.collateral;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.prefix.PrefixTree;

/** Goes through a campaign prefix by prefix and says what each one changed. */
public final class DamageTimeline {
    /** A prefix that is added or lifted. */
    public record Change(Instant when, Prefix prefix, boolean added) {}

    private final ServiceAddresses addresses;
    private final ServiceIndex index;
    private final PrefixTree<int[]> active = new PrefixTree<>();
    private BigInteger total = BigInteger.ZERO;

    private DamageTimeline(ServiceCatalogue catalogue) {
        this.addresses = catalogue.addresses();
        this.index = new ServiceIndex(catalogue.services(), addresses);
    }

    /**
     * The steps in order of time; at the same moment what is added comes first, then the order of
     * {@link Prefix#compareTo}. A prefix that is added twice must be lifted twice.
     */
    public static List<DamageStep> of(Collection<Change> changes, ServiceCatalogue catalogue) {
        DamageTimeline timeline = new DamageTimeline(catalogue);
        return changes.stream()
                .sorted(Comparator.comparing(Change::when)
                        .thenComparing(change -> !change.added())
                        .thenComparing(Change::prefix))
                .map(timeline::step)
                .toList();
    }

    private DamageStep step(Change change) {
        Prefix prefix = change.prefix();
        if (!change.added()) {
            count(prefix, -1);
        }
        List<Prefix> fresh = notCovered(prefix);
        BigInteger changed = PrefixSet.addresses(fresh);
        List<String> services = servicesOnlyIn(fresh, change.when());
        if (change.added()) {
            count(prefix, 1);
            total = total.add(changed);
        } else {
            total = total.subtract(changed);
        }
        return new DamageStep(change.when(), prefix, change.added(), changed, total, services);
    }

    private void count(Prefix prefix, int by) {
        int[] count = active.findExact(prefix).orElseGet(() -> new int[1]);
        if (count[0] + by < 0) {
            throw new IllegalArgumentException(prefix + " is lifted more often than it was added");
        }
        count[0] += by;
        active.put(prefix, count);
    }

    /** What of {@code prefix} no active prefix covers. */
    private List<Prefix> notCovered(Prefix prefix) {
        boolean covered = active.findAllLessSpecific(prefix).stream().anyMatch(e -> e.getValue()[0] > 0);
        if (covered) {
            return List.of();
        }
        List<Prefix> inside = active.findAllMoreSpecific(prefix).stream()
                .filter(e -> e.getValue()[0] > 0)
                .map(Map.Entry::getKey)
                .toList();
        return PrefixSet.difference(List.of(prefix), inside);
    }

    /** The services that have an address in {@code fresh} and none in any active prefix. */
    private List<String> servicesOnlyIn(List<Prefix> fresh, Instant when) {
        List<String> names = new ArrayList<>();
        for (Service service : index.everInside(fresh)) {
            boolean inside = false;
            boolean hitAnyway = false;
            for (String domain : service.domains()) {
                for (Address address : addresses.at(domain, when)) {
                    inside |= fresh.stream().anyMatch(prefix -> prefix.contains(address));
                    hitAnyway |= isActive(address);
                }
            }
            if (inside && !hitAnyway) {
                names.add(service.name());
            }
        }
        names.sort(Comparator.naturalOrder());
        return List.copyOf(names);
    }

    private boolean isActive(Address address) {
        return active.findAllLessSpecific(Prefix.of(address)).stream().anyMatch(e -> e.getValue()[0] > 0);
    }
}
