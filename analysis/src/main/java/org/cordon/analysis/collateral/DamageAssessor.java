package org.cordon.analysis.collateral;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.collateral.DamageReport.MovedService;
import org.cordon.analysis.collateral.DamageReport.Price;
import org.cordon.analysis.collateral.DamageReport.ServiceDamage;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.prefix.PrefixTree;
import org.jspecify.annotations.Nullable;

/**
 * Works out who else is hit. Made once for a catalogue, asked for any number of blocks and moments. All sizes are of sets
 * of addresses: what is blocked twice counts once.
 */
public final class DamageAssessor {
    private static final Comparator<ServiceDamage> ORDER = Comparator.comparing(
                    (ServiceDamage s) -> s.status().ordinal())
            .thenComparing(ServiceDamage::category)
            .thenComparing(ServiceDamage::service);

    private final ServiceAddresses addresses;
    private final ServiceIndex index;
    private final String target;
    private final List<Prefix> targetSpace;

    /**
     * Prepares for questions.
     *
     * @param target whom the blocks are meant for, such as {@code telegram}; {@code targetSpace} its own prefixes
     */
    public DamageAssessor(ServiceCatalogue catalogue, String target, Collection<Prefix> targetSpace) {
        this.addresses = catalogue.addresses();
        this.index = new ServiceIndex(catalogue.services(), addresses);
        this.target = target;
        this.targetSpace = PrefixSet.aggregate(targetSpace);
    }

    /** What {@code blocks} hold together, exceptions taken out: the space to assess. */
    public static List<Prefix> space(Collection<Block> blocks) {
        List<Prefix> space = new ArrayList<>();
        blocks.forEach(block -> space.addAll(
                block.except().isEmpty()
                        ? List.of(block.cidr())
                        : PrefixSet.difference(List.of(block.cidr()), block.except())));
        return PrefixSet.aggregate(space);
    }

    /** The domains of the services that ever had an address in {@code blocked}: those whose attempts matter. */
    public Set<String> domainsInside(Collection<Prefix> blocked) {
        return index.everInside(PrefixSet.aggregate(blocked)).stream()
                .flatMap(service -> service.domains().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The damage at {@code when}.
     *
     * @param blocked prefixes that are blocked then; they may nest and repeat
     * @param since when the block began, to notice who has moved out since; null: nobody is looked for
     */
    public DamageReport at(
            Collection<Prefix> blocked, Instant when, @Nullable Instant since, ServiceEvidence evidence) {
        List<Prefix> space = PrefixSet.aggregate(blocked);
        PrefixTree<Prefix> tree = new PrefixTree<>();
        space.forEach(prefix -> tree.put(prefix, prefix));
        List<ServiceDamage> named = new ArrayList<>();
        List<MovedService> moved = new ArrayList<>();
        for (Service service : index.everInside(space)) {
            Located now = locate(service, tree, when);
            if (!now.inside.isEmpty()) {
                named.add(damage(service, now, evidence));
            } else if (since != null && now.outside.size() > 0) {
                Located then = locate(service, tree, since);
                if (!then.inside.isEmpty()) {
                    moved.add(new MovedService(service.name(), service.category(), then.inside, now.outside));
                }
            }
        }
        named.sort(ORDER);
        moved.sort(Comparator.comparing(MovedService::service));
        return report(space, when, named, moved);
    }

    private DamageReport report(List<Prefix> space, Instant when, List<ServiceDamage> named, List<MovedService> moved) {
        BigInteger all = PrefixSet.addresses(space);
        BigInteger own = PrefixSet.addresses(PrefixSet.intersection(space, targetSpace));
        BigInteger others = all.subtract(own);
        Price price = own.signum() == 0
                ? new Price(null, null)
                : new Price(others.doubleValue() / own.doubleValue(), named.size() / own.doubleValue());
        int serviceAddresses = (int)
                named.stream().flatMap(s -> s.inside().stream()).distinct().count();
        return new DamageReport(
                when,
                space,
                all,
                target,
                own,
                others,
                price,
                named.size(),
                serviceAddresses,
                byCategory(named),
                List.copyOf(named),
                List.copyOf(moved),
                ServiceEvidence.RULE);
    }

    private ServiceDamage damage(Service service, Located now, ServiceEvidence evidence) {
        ServiceEvidence.Tally attempts = evidence.of(service.domains(), addresses);
        return new ServiceDamage(
                service.name(),
                service.category(),
                service.domains(),
                attempts.status(),
                List.copyOf(now.inside),
                now.outside.size(),
                attempts);
    }

    /** A service's addresses at some moment, parted by the blocked space. */
    private record Located(List<Address> inside, List<Address> outside) {}

    private Located locate(Service service, PrefixTree<Prefix> space, Instant when) {
        List<Address> inside = new ArrayList<>(2);
        List<Address> outside = new ArrayList<>(2);
        for (String domain : service.domains()) {
            for (Address address : addresses.at(domain, when)) {
                List<Address> side = space.longestMatch(address) != null ? inside : outside;
                if (!side.contains(address)) {
                    side.add(address);
                }
            }
        }
        return new Located(inside, outside);
    }

    private static List<CategoryDamage> byCategory(List<ServiceDamage> named) {
        Map<Category, int[]> counts = new EnumMap<>(Category.class);
        for (ServiceDamage service : named) {
            counts.computeIfAbsent(service.category(), c -> new int[ServiceStatus.values().length])[
                    service.status().ordinal()]++;
        }
        List<CategoryDamage> categories = new ArrayList<>();
        counts.forEach((category, n) -> categories.add(new CategoryDamage(
                category,
                n[0] + n[1] + n[2] + n[3] + n[4],
                n[ServiceStatus.MEASURED_DOWN.ordinal()],
                n[ServiceStatus.MEASURED_IMPAIRED.ordinal()],
                n[ServiceStatus.MEASURED_UP.ordinal()],
                n[ServiceStatus.DOWN_EVERYWHERE.ordinal()],
                n[ServiceStatus.INFERRED.ordinal()])));
        categories.sort(
                Comparator.comparing((CategoryDamage c) -> -c.inside()).thenComparing(CategoryDamage::category));
        return List.copyOf(categories);
    }
}
