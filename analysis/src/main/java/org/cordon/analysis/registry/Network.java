package org.cordon.analysis.registry;

import java.util.Comparator;

/**
 * An access network.
 *
 * @param asn AS number
 * @param cc its country
 */
public record Network(long asn, String cc) implements Comparable<Network> {

    @Override
    public int compareTo(Network other) {
        return Comparator.comparing(Network::cc).thenComparing(Network::asn).compare(this, other);
    }
}
