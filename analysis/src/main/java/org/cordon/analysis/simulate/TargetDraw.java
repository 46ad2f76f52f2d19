package org.cordon.analysis.simulate;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.targets.Target;
import org.jspecify.annotations.Nullable;

/**
 * Draws a scenario's live targets, the same ones for the same seed: the groups that it lists, and for each block some
 * inside it at both edges and one just outside on either side, so that its exact edges can be told from the targets.
 */
public final class TargetDraw {
    /** How far from an edge a target sits, in addresses: the first and last of a range are rarely hosts. */
    private static final long EDGE = 2;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final Map<String, Drawn> targets = new LinkedHashMap<>();

    /** A target and the group that it was drawn from. */
    record Drawn(Target target, Scenario.TargetGroup group) {}

    private TargetDraw(Scenario scenario) {
        this.scenario = scenario;
        this.random = new SplittableRandom(scenario.seed());
    }

    /** The targets, by address and port. */
    public static List<Target> draw(Scenario scenario) {
        return drawWithGroups(scenario).stream().map(Drawn::target).toList();
    }

    static List<Drawn> drawWithGroups(Scenario scenario) {
        TargetDraw draw = new TargetDraw(scenario);
        scenario.blocks().forEach(draw::aroundBlock);
        scenario.targets().forEach(draw::group);
        return draw.targets.values().stream()
                .sorted(Comparator.comparing((Drawn d) -> d.target().ip())
                        .thenComparing(d -> d.target().port()))
                .toList();
    }

    private void aroundBlock(Scenario.ScriptedBlock block) {
        Prefix cidr = block.cidr();
        Scenario.TargetGroup group = groupOf(cidr);
        if (cidr.length() == cidr.family().bits()) {
            // the block of one address has no edge to find: what stands beside it is the scenario's to say
            add(group, cidr.network());
            return;
        }
        add(group, offset(cidr.network(), EDGE));
        add(group, offset(cidr.last(), -EDGE));
        if (cidr.length() + 2 < cidr.family().bits()) {
            add(group, within(cidr.child(0)));
            add(group, within(cidr.child(1)));
        }
        add(group, offset(cidr.network(), -EDGE));
        add(group, offset(cidr.last(), EDGE));
        for (Prefix except : block.except()) {
            add(group, within(except));
        }
    }

    /** The listed group that a block's prefix belongs to; a block outside all groups lends its targets no provider. */
    private Scenario.TargetGroup groupOf(Prefix cidr) {
        return scenario.targets().stream()
                .filter(group -> group.cidr().overlaps(cidr))
                .max(Comparator.comparingInt(group -> group.cidr().length()))
                .orElseGet(() ->
                        new Scenario.TargetGroup("other", cidr, 0, List.of(443), null, Scenario.Quality.GOOD, null));
    }

    private void group(Scenario.TargetGroup group) {
        for (int i = 0; i < group.count(); i++) {
            add(group, within(group.cidr()));
        }
    }

    private void add(Scenario.TargetGroup group, @Nullable Address ip) {
        if (ip == null || SpecialPurpose.of(ip).isPresent()) {
            return;
        }
        for (int port : group.ports()) {
            targets.putIfAbsent(
                    ip + " " + port,
                    new Drawn(
                            new Target(
                                    ip,
                                    port,
                                    group.list(),
                                    null,
                                    group.provider(),
                                    null,
                                    "scenario " + scenario.name(),
                                    scenario.start(),
                                    null,
                                    group.quality().anycast()),
                            group));
        }
    }

    /** A random address of {@code prefix} that is not at its very edge. */
    private Address within(Prefix prefix) {
        Address first = prefix.network();
        int free = prefix.family().bits() - prefix.length();
        if (free == 0) {
            return first;
        }
        long low = random.nextLong();
        long high = random.nextLong();
        if (prefix.family() == Family.IPV4) {
            int hostBits = free == 32 ? (int) low : (int) (low & ((1L << free) - 1));
            return Address.v4((int) (first.high() >>> 32) | hostBits);
        }
        long hostHigh = free > 64 ? high & (free == 128 ? -1L : (1L << (free - 64)) - 1) : 0;
        long hostLow = free >= 64 ? low : low & ((1L << free) - 1);
        return new Address(Family.IPV6, first.high() | hostHigh, first.low() | hostLow);
    }

    /** The address {@code by} steps further, or null where the family has none. */
    private static @Nullable Address offset(Address address, long by) {
        byte[] bytes = address.bytes();
        BigInteger moved = new BigInteger(1, bytes).add(BigInteger.valueOf(by));
        if (moved.signum() < 0 || moved.bitLength() > bytes.length * 8) {
            return null;
        }
        byte[] raw = moved.toByteArray();
        byte[] fitted = new byte[bytes.length];
        int count = Math.min(raw.length, fitted.length);
        System.arraycopy(raw, raw.length - count, fitted, fitted.length - count, count);
        Address result = Address.ofBytes(fitted);
        return result.family() == address.family() ? result : null;
    }
}
