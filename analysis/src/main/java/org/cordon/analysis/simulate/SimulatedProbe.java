package org.cordon.analysis.simulate;

import org.cordon.analysis.observation.Access;
import org.jspecify.annotations.Nullable;

/** One probe of a simulated world; everything about it follows from the seed and its number. */
final class SimulatedProbe {
    private static final long HOUR = 3_600_000;

    final String site;
    final Access access;
    final @Nullable String region;
    final Scenario.@Nullable Liar liar;
    final Scenario.ProbeHabits habits;
    final long skew;
    private final String name;
    private final long seed;
    private final long number;

    SimulatedProbe(Scenario scenario, Scenario.Network network, int index, int site, Scenario.@Nullable Liar liar) {
        this.seed = scenario.seed();
        this.number = network.asn() * 10_000 + index;
        this.name = "p" + network.asn() + "-" + index;
        this.site = "s" + network.asn() + "-" + site;
        this.access = (index + 0.5) / network.probes() < network.mobile() ? Access.MOBILE : network.access();
        this.region = network.regions().isEmpty()
                ? null
                : network.regions().get(index % network.regions().size());
        this.liar = liar;
        Scenario.ProbeHabits own = network.habits();
        this.habits = own == null ? scenario.habits() : own;
        // a sum of four uniforms is normal enough for a clock
        double z = 0;
        for (int i = 0; i < 4; i++) {
            z += Draw.share(seed, number, 10 + i) - 0.5;
        }
        this.skew = Math.round(z * Math.sqrt(3) * habits.skew().toMillis());
    }

    /** How much it sends, beside an honest probe's 1. */
    double weight() {
        return liar == null ? 1 : liar.flood();
    }

    /** The key under which its next observation goes. */
    String identity(long attempt) {
        return liar == null || liar.keys() <= 1 ? name : name + "k" + attempt % liar.keys();
    }

    private boolean inSpell(long at) {
        if (habits.offline() <= 0) {
            return false;
        }
        long length = habits.offlineFor().toMillis();
        long cycle = Math.max(length, Math.round(length / habits.offline()));
        long from = (long) (Draw.share(seed, number, 1_000 + at / cycle) * (cycle - length));
        return at % cycle >= from && at % cycle < from + length;
    }

    /** Whether its line is down at offset {@code at} (milliseconds). */
    boolean offline(long at) {
        return inSpell(at);
    }

    /** Whether it knows that its line is down. */
    boolean knowsOffline(long at) {
        long cycle = Math.max(1, Math.round(habits.offlineFor().toMillis() / Math.max(1e-9, habits.offline())));
        return Draw.share(seed, number, 2_000_000 + at / cycle) < habits.recognised();
    }

    /** Whether it believes its canaries, whatever else it reaches. */
    boolean trustsCanaries() {
        return habits.canaryTrust() > 0 && Draw.share(seed, number, 8_000_000) < habits.canaryTrust();
    }

    /** By how much what it measured at {@code at} comes later than on an ordinary day, in milliseconds. */
    long late(long at) {
        long hour = at / HOUR;
        if (Draw.share(seed, number, 5_000_000 + hour) >= habits.late()) {
            return 0;
        }
        return (long)
                (Draw.share(seed, number, 6_000_000 + hour) * habits.lateFor().toMillis());
    }

    /** Whether it sits behind the block with that number, of which {@code coverage} of the sites are. */
    boolean covered(int block, double coverage) {
        return coverage >= 1 || Draw.share(seed, site.hashCode(), 9_000_000 + block) < coverage;
    }
}
