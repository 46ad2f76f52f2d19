package org.cordon.analysis.collateral;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What a block, or several taken together, does to others at one moment.
 *
 * @param when the moment
 * @param blocked the blocked space, as the smallest list of prefixes
 * @param addresses how many addresses that is
 * @param target whom the block is meant for
 * @param targetAddresses the target's own among them
 * @param otherAddresses the rest
 * @param price what one blocked address of the target costs others
 * @param services services with an address inside; {@code serviceAddresses} how many addresses they have there
 * @param categories the same by category, the most services first
 * @param named every service inside: the measured first, then by category and name
 * @param movedOut services that had an address inside when the block began and have none any more
 * @param rule id of the rule that parts measured from inferred
 */
public record DamageReport(
        Instant when,
        List<Prefix> blocked,
        BigInteger addresses,
        String target,
        BigInteger targetAddresses,
        BigInteger otherAddresses,
        Price price,
        int services,
        int serviceAddresses,
        List<CategoryDamage> categories,
        List<ServiceDamage> named,
        List<MovedService> movedOut,
        String rule) {

    /**
     * The price of one blocked address of the target; null where none of its addresses is inside: then others pay for
     * nothing.
     */
    public record Price(
            @Nullable Double addressesPerTargetAddress,
            @Nullable Double servicesPerTargetAddress) {}

    /** Services of one category: {@code inside} is the sum of all that follow it, which are never mixed. */
    public record CategoryDamage(
            Category category,
            int inside,
            int measuredDown,
            int measuredImpaired,
            int measuredUp,
            int downEverywhere,
            int inferred) {}

    /**
     * One service inside.
     *
     * @param inside its addresses in the blocked space; {@code outside} its other ones
     * @param attempts what attempts say
     */
    public record ServiceDamage(
            String service,
            Category category,
            List<String> domains,
            ServiceStatus status,
            List<Address> inside,
            int outside,
            ServiceEvidence.Tally attempts) {}

    /** A service that has left: from which blocked addresses, to which others. */
    public record MovedService(String service, Category category, List<Address> from, List<Address> to) {}

    /** The short form, which names at most {@code most} services of a kind. */
    public DamageSummary summary(int most) {
        return new DamageSummary(
                services,
                serviceAddresses,
                names(named, most),
                target,
                targetAddresses,
                otherAddresses,
                names(with(ServiceStatus.MEASURED_DOWN), most),
                names(with(ServiceStatus.INFERRED), most),
                categories,
                rule);
    }

    private List<ServiceDamage> with(ServiceStatus status) {
        return named.stream().filter(s -> s.status() == status).toList();
    }

    private static List<String> names(List<ServiceDamage> services, int most) {
        return services.stream().limit(most).map(ServiceDamage::service).toList();
    }

    /** The same, with only the first {@code most} of the services named; all of them are in the sums. */
    public DamageReport naming(int most) {
        return new DamageReport(
                when,
                blocked,
                addresses,
                target,
                targetAddresses,
                otherAddresses,
                price,
                services,
                serviceAddresses,
                categories,
                named.stream().limit(most).toList(),
                movedOut.stream().limit(most).toList(),
                rule);
    }
}
