package org.cordon.analysis.collateral;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;

/**
 * What attempts say about services, by the rule {@value #RULE}: a service is <em>measured down</em> if at least three
 * attempts at one of its names were made from blocking networks, at least four in five of them failed, and of at least two
 * by controls at least four in five worked. Only attempts at addresses that are known to be the name's count: one may also
 * ask a resolver about a name, or go where a forged answer leads.
 */
public final class ServiceEvidence {
    /** The rule by which the status is decided; its meaning never changes. */
    public static final String RULE = "service-2";

    private static final int LEAST_ATTEMPTS = 3;
    private static final int LEAST_CONTROLS = 2;
    private static final double NEARLY_ALL = 0.8;

    /**
     * Attempts at one service.
     *
     * @param failed those from blocking networks that failed, {@code worked} those that did not
     * @param controlsFailed those of controls that failed, {@code controlsWorked} those that did not
     */
    public record Tally(int failed, int worked, int controlsFailed, int controlsWorked) {
        static final Tally NONE = new Tally(0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    failed + other.failed,
                    worked + other.worked,
                    controlsFailed + other.controlsFailed,
                    controlsWorked + other.controlsWorked);
        }

        ServiceStatus status() {
            int attempts = failed + worked;
            int controls = controlsFailed + controlsWorked;
            if (attempts < LEAST_ATTEMPTS) {
                return ServiceStatus.INFERRED;
            }
            if (worked >= NEARLY_ALL * attempts) {
                return ServiceStatus.MEASURED_UP;
            }
            if (controls < LEAST_CONTROLS) {
                return ServiceStatus.INFERRED;
            }
            if (controlsWorked < NEARLY_ALL * controls) {
                return ServiceStatus.DOWN_EVERYWHERE;
            }
            return failed >= NEARLY_ALL * attempts ? ServiceStatus.MEASURED_DOWN : ServiceStatus.MEASURED_IMPAIRED;
        }
    }

    private final Set<Long> blocking;
    private final Instant from;
    private final Instant to;
    private final Map<String, Map<Address, Tally>> byHost = new HashMap<>();

    /**
     * Evidence of some stretch of time.
     *
     * @param blocking AS numbers of the networks that block
     * @param from when the block began; {@code to} the moment of the report, both included
     */
    public ServiceEvidence(Set<Long> blocking, Instant from, Instant to) {
        this.blocking = Set.copyOf(blocking);
        this.from = from;
        this.to = to;
    }

    /** No attempts at all: everything is inferred. */
    public static ServiceEvidence none() {
        return new ServiceEvidence(Set.of(), Instant.EPOCH, Instant.EPOCH);
    }

    /**
     * Takes one attempt in. Of pairs only the arm {@value NameOrPrefix#TARGET} counts, since the others ask for something
     * else or elsewhere; DNS answers say nothing about reaching a service and are left out.
     */
    public void accept(Observation observation) {
        String host = observation.host();
        Instant at = observation.foldTime();
        boolean normal = observation.mode() == null || observation.mode() == LinkMode.NORMAL;
        Pair pair = observation.pair();
        boolean asEverybody = pair == null || pair.arm().equals(NameOrPrefix.TARGET);
        Address ip = observation.ip();
        if (host == null
                || ip == null
                || !normal
                || !asEverybody
                || observation.test().equals("dns")) {
            return;
        }
        int worked = observation.succeeded() ? 1 : 0;
        boolean control = observation.role() == Role.CONTROL;
        accept(new CountedAttempts(host, ip, observation.asn(), control, at, 1 - worked, worked));
    }

    /** Takes attempts in that were counted elsewhere, under the conditions of {@link #accept(Observation)}. */
    public void accept(CountedAttempts a) {
        boolean outside = a.from().isBefore(from) || a.from().isAfter(to);
        if (outside || !a.control() && !blocking.contains(a.asn())) {
            return;
        }
        Tally tally = a.control() ? new Tally(0, 0, a.failed(), a.worked()) : new Tally(a.failed(), a.worked(), 0, 0);
        byHost.computeIfAbsent(ServiceAddresses.key(a.host()), host -> new HashMap<>(2))
                .merge(a.ip(), tally, Tally::plus);
    }

    /** The attempts at any of {@code domains} under an address that it was ever seen under. */
    Tally of(List<String> domains, ServiceAddresses known) {
        Tally sum = Tally.NONE;
        for (String domain : domains) {
            for (Map.Entry<Address, Tally> at :
                    byHost.getOrDefault(domain, Map.of()).entrySet()) {
                sum = known.ever(domain, at.getKey()) ? sum.plus(at.getValue()) : sum;
            }
        }
        return sum;
    }
}
