package org.cordon.analysis.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A world with a censor in it. The same scenario drives the simulator and the sandbox internet.
 *
 * @param name short, for file names
 * @param description one sentence
 * @param seed of everything that is drawn at random
 * @param start instant of offset 0; the sandbox puts its own clock there
 * @param duration how long it lasts
 * @param country ISO code of the country whose networks are censored
 * @param networks access networks and controls
 * @param targets where live targets are drawn
 * @param rate attempts per target, network and hour (the simulator's; the sandbox's probes have their own)
 * @param blocks what the censor does
 * @param lags by how much each network (AS number) acts later than scripted
 */
public record Scenario(
        String name,
        String description,
        long seed,
        Instant start,
        Duration duration,
        String country,
        List<Network> networks,
        List<TargetGroup> targets,
        double rate,
        List<ScriptedBlock> blocks,
        Map<Long, Duration> lags) {

    /** One network with its probes. */
    public record Network(long asn, String name, String cc, Role role, Access access, int probes) {}

    /** {@code count} addresses inside {@code cidr}, each with every port. */
    public record TargetGroup(
            String list,
            Prefix cidr,
            int count,
            List<Integer> ports,
            @Nullable String provider) {}

    /**
     * One act of the censor.
     *
     * @param networks AS numbers that enforce it; empty: every vantage network of the country
     * @param start offset from the scenario's start, before the network's lag
     * @param end offset at which it is lifted, or null for never
     * @param leak share of attempts that pass all the same, 0–1
     * @param except more specific prefixes that stay open
     * @param ports destination ports that it is limited to; empty: all
     */
    public record ScriptedBlock(
            Prefix cidr,
            Mechanism mechanism,
            List<Long> networks,
            Duration start,
            @Nullable Duration end,
            double leak,
            List<Prefix> except,
            List<Integer> ports) {}

    /** One block as one network enforces it: offsets include the network's lag. */
    public record Enforcement(
            Network network,
            ScriptedBlock block,
            Duration start,
            @Nullable Duration end) {

        /** Whether it is in force at {@code offset}. */
        public boolean activeAt(Duration offset) {
            return offset.compareTo(start) >= 0 && (end == null || offset.compareTo(end) < 0);
        }
    }

    /** Every (network, block) pair of the world, in the order of the networks, then of the blocks. */
    public List<Enforcement> enforcements() {
        return networks.stream()
                .filter(network -> network.role() == Role.VANTAGE)
                .flatMap(network -> blocks.stream()
                        .filter(block -> enforces(network, block))
                        .map(block -> enforcement(network, block)))
                .toList();
    }

    private boolean enforces(Network network, ScriptedBlock block) {
        return block.networks().isEmpty()
                ? network.cc().equals(country)
                : block.networks().contains(network.asn());
    }

    private Enforcement enforcement(Network network, ScriptedBlock block) {
        Duration lag = lags.getOrDefault(network.asn(), Duration.ZERO);
        Duration end = block.end();
        return new Enforcement(network, block, block.start().plus(lag), end == null ? null : end.plus(lag));
    }
}
