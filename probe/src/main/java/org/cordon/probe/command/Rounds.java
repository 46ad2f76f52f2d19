package org.cordon.probe.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Result;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.nettest.Transport;
import org.cordon.probe.nettest.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one run: all that goes over TCP, then all that goes over UDP, then the proofs: a TLS handshake with each
 * address that a resolver named, under the name that was asked for. Only the owner of a name can have its certificate.
 */
final class Rounds {
    private final Deque<Round> rounds = new ArrayDeque<>();
    private final List<Attempt> proofs = new ArrayList<>();
    private final Set<String> proven = new HashSet<>();
    private final boolean udp;

    private final Predicate<Address> near;

    /** @param afterUdp whether UDP packets were sent before it in this run */
    record Round(List<Attempt> attempts, boolean afterUdp) {}

    /** @param near tells addresses of this machine and its link, which prove nothing and are not contacted */
    Rounds(List<Attempt> attempts, Predicate<Address> near) {
        this.near = near;
        List<Attempt> datagrams = over(Transport.UDP, attempts);
        udp = !datagrams.isEmpty();
        add(over(Transport.TCP, attempts));
        add(datagrams);
    }

    private static List<Attempt> over(Transport transport, List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.test().transport(attempt.target()) == transport)
                .toList();
    }

    private void add(List<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            rounds.add(new Round(attempts, false));
        }
    }

    boolean sentUdp() {
        return udp;
    }

    /** The next round, or null after the last. */
    @Nullable
    Round next() {
        if (rounds.isEmpty() && !proofs.isEmpty()) {
            rounds.add(new Round(List.copyOf(proofs), udp));
            proofs.clear();
        }
        return rounds.poll();
    }

    /** Remembers what a resolver said. Reserved addresses are never contacted. */
    void accept(Result result) {
        Attempt attempt = result.attempt();
        String host = attempt.variant().host();
        if (attempt.test().name().equals("dns") && result.ip() != null && host != null) {
            boolean reserved = SpecialPurpose.of(result.ip()).isPresent() || near.test(result.ip());
            if (!reserved && proven.add(host + " " + result.ip())) {
                Target named = new Target(
                        result.ip(), 443, Nettests.RESOLVERS, host, null, null, "an answer", null, null, false);
                Variant variant = new Variant("proof", host, 0);
                proofs.add(new Attempt(tls(), named, variant, attempt.group(), 0));
            }
        }
    }

    private static Nettest tls() {
        return Nettests.byName("tls").orElseThrow();
    }
}
