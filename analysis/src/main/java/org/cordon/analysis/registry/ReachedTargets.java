package org.cordon.analysis.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/**
 * Which addresses each network reached in some stretch of time: the only proof that a listed prefix is not blocked there.
 * Where nothing was reached and no block found, a prefix is unmeasured, not open.
 */
public final class ReachedTargets {
    private final Instant from;
    private final Instant to;
    private final Map<Network, Set<Address>> reached = new TreeMap<>();

    /** Looks at observations of {@code from} to {@code to}, both included. */
    public ReachedTargets(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** Takes one observation in; those of controls and of links in another mode than normal say nothing here. */
    public void accept(Observation observation) {
        Address ip = observation.ip();
        Instant at = observation.foldTime();
        boolean normal = observation.mode() == null || observation.mode() == LinkMode.NORMAL;
        if (ip == null || observation.role() != Role.VANTAGE || !normal || at.isBefore(from) || at.isAfter(to)) {
            return;
        }
        Network network = new Network(observation.asn(), observation.cc());
        measured(network);
        if (observation.succeeded()) {
            reached(network, ip);
        }
    }

    /** {@code network} made attempts in that time. */
    public void measured(Network network) {
        reached.computeIfAbsent(network, n -> new HashSet<>());
    }

    /** {@code network} reached {@code address} in that time, under the conditions of {@link #accept}. */
    public void reached(Network network, Address address) {
        reached.computeIfAbsent(network, n -> new HashSet<>()).add(address);
    }

    /** The networks that measured anything at all. */
    Set<Network> networks() {
        return Set.copyOf(reached.keySet());
    }

    Set<Address> of(Network network) {
        return reached.getOrDefault(network, Set.of());
    }
}
