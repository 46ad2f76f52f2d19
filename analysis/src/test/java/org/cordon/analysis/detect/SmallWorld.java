package org.cordon.analysis.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * A few networks of one country and a control abroad, each passing over a few dozen targets at random moments of a day
 * (0.4 attempts a target, network and hour unless told otherwise), and whatever blocks and outages a test adds.
 */
final class SmallWorld {
    static final Instant START = Instant.parse("2018-04-16T00:00:00Z");

    /** One prefix cut off, in one network or ({@code asn} 0) for everybody, between two hours of the day. */
    record Cut(long asn, Prefix cidr, double from, double to, double leak) {
        boolean holds(long network, Address ip, double hour) {
            return (asn == 0 || asn == network) && hour >= from && hour < to && cidr.contains(ip);
        }
    }

    private final SplittableRandom random;
    private final List<Address> targets = new ArrayList<>();
    final List<Cut> cuts = new ArrayList<>();
    int networks = 3;
    int probes = 3;
    double hours = 24;
    double rate = 0.4;
    double loss = 0.01;
    boolean control = true;

    SmallWorld(long seed) {
        random = new SplittableRandom(seed);
        group("52.56.0.0/14", 16);
        group("52.60.0.0/14", 12);
        group("18.184.0.0/15", 12);
        group("18.186.0.0/15", 12);
        group("149.154.160.0/20", 12);
        group("2001:67c:4e8::/48", 8);
    }

    SmallWorld block(long asn, String cidr, double from, double to, double leak) {
        cuts.add(new Cut(asn, Prefix.parse(cidr), from, to, leak));
        return this;
    }

    private void group(String cidr, int count) {
        Prefix prefix = Prefix.parse(cidr);
        for (int i = 0; i < count; i++) {
            byte[] bytes = prefix.network().bytes();
            // the first lie in each quarter, so that the edges can be told
            for (int bit = prefix.length(); bit < prefix.family().bits(); bit++) {
                int value = bit < prefix.length() + 2 ? i >> (1 + prefix.length() - bit) & 1 : random.nextInt(2);
                bytes[bit / 8] |= (byte) (value << (7 - bit % 8));
            }
            targets.add(Address.ofBytes(bytes));
        }
    }

    List<Address> targets() {
        return targets;
    }

    List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        for (int network = 0; network <= networks; network++) {
            boolean outside = network == networks;
            if (outside && !control) {
                continue;
            }
            long asn = outside ? 24_940 : 101 + network;
            int attempts = (int) Math.round(rate * (outside ? 2 : 1) * hours * targets.size());
            for (int i = 0; i < attempts; i++) {
                all.add(attempt(asn, outside));
            }
        }
        all.sort(Comparator.comparing(Observation::foldTime).thenComparing(Observation::id));
        return all;
    }

    private Observation attempt(long asn, boolean outside) {
        double hour = random.nextDouble() * hours;
        Address ip = targets.get(random.nextInt(targets.size()));
        boolean failed = random.nextDouble() < loss;
        for (Cut cut : cuts) {
            failed |= cut.holds(asn, ip, hour) && random.nextDouble() >= cut.leak();
        }
        String probe = "p" + asn + "-" + random.nextInt(outside ? 2 : probes);
        Instant at = START.plus(Duration.ofMillis((long) (hour * 3_600_000)));
        return new ObservationBuilder()
                .id(String.format("%016x", random.nextLong()))
                .probe(probe)
                .role(outside ? Role.CONTROL : Role.VANTAGE)
                .cc(outside ? "DE" : "RU")
                .asn(asn)
                .at(at)
                .test("tcp")
                .ip(ip)
                .port(443)
                .failure(failed ? Failure.GENERIC_TIMEOUT_ERROR : null)
                .operation(failed ? Operation.CONNECT : null)
                .build();
    }
}
