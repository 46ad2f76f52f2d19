package org.cordon.probe.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.nettest.Variant;

/**
 * Where a name is asked for besides its own address: whoever looks for the name stops it at a sibling prefix too, whoever cut
 * off the prefix does not. Only listed addresses are asked, so nobody is contacted who would not be contacted anyway. The one
 * that stands half the list away, in the order of addresses, is seldom in the same prefix and serves no other name.
 */
final class Siblings {
    /** Where the arm is named in observations. */
    private static final String ARM = "sibling";

    private static final int SAME_V4 = 16;
    private static final int SAME_V6 = 32;

    private final Nettest tls = Nettests.byName("tls").orElseThrow();
    private final List<Target> candidates;

    Siblings(List<Target> targets) {
        candidates = targets.stream()
                .filter(target -> tls.suits(target) && !isResolver(target))
                .sorted(Comparator.comparing(Target::ip).thenComparing(Target::port))
                .toList();
    }

    static Variant variant(Target named) {
        return new Variant(ARM, named.host(), 0);
    }

    /** The sibling for {@code named}; empty where it has no name, or the list has none. */
    Optional<Target> of(Target named) {
        if (named.host() == null || isResolver(named)) {
            return Optional.empty();
        }
        List<Target> others = candidates.stream()
                .filter(other -> other.equals(named) || isElsewhere(named, other))
                .toList();
        int own = others.indexOf(named);
        return others.size() < 2
                ? Optional.empty()
                : Optional.of(others.get((own + Math.max(1, others.size() / 2)) % others.size()));
    }

    private static boolean isElsewhere(Target named, Target other) {
        Address ip = named.ip();
        int same = ip.family().bits() == 32 ? SAME_V4 : SAME_V6;
        return ip.family() == other.ip().family() && named.port() == other.port() && ip.commonBits(other.ip()) < same;
    }

    /** Of a resolver the host is no name of its own. */
    private static boolean isResolver(Target target) {
        return target.list().equals(Nettests.RESOLVERS);
    }
}
