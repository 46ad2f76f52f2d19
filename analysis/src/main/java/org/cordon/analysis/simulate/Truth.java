package org.cordon.analysis.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;

/**
 * What is blocked where at one instant: per network the smallest set of prefixes that covers the active blocks of equal
 * mechanism, so that siblings merge and nested ones vanish.
 *
 * @param asn the network
 * @param cidr what it blocks
 * @param mechanism by what means
 */
public record Truth(long asn, Prefix cidr, Mechanism mechanism) {

    /** The truth of {@code scenario} at {@code offset} from its start, by network, mechanism and prefix. */
    public static List<Truth> at(Scenario scenario, Duration offset) {
        Map<Long, Map<Mechanism, List<Prefix>>> active = new TreeMap<>();
        for (Scenario.Enforcement enforcement : scenario.enforcements()) {
            if (enforcement.activeAt(offset)) {
                active.computeIfAbsent(enforcement.network().asn(), asn -> new EnumMap<>(Mechanism.class))
                        .computeIfAbsent(enforcement.block().mechanism(), m -> new ArrayList<>())
                        .add(enforcement.block().cidr());
            }
        }
        List<Truth> truth = new ArrayList<>();
        active.forEach((asn, byMechanism) -> byMechanism.forEach((mechanism, prefixes) ->
                PrefixSet.aggregate(prefixes).forEach(cidr -> truth.add(new Truth(asn, cidr, mechanism)))));
        return List.copyOf(truth);
    }
}
