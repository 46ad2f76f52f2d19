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
 * @param every null, or the interval at which each probe tries each target, instead of {@code rate}
 * @param tests nettests that attempts are spread over evenly
 * @param habits how probes behave whose network says nothing else
 * @param blocks what the censor does
 * @param lags by how much each network (AS number) acts later than scripted
 * @param rollout whether networks also act with the delays of 2018, drawn for each network and start ({@link Rollout})
 * @param outages prefixes that fall away without a censor
 * @param allowlists times in which only listed targets answer
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
        @Nullable Duration every,
        List<String> tests,
        ProbeHabits habits,
        List<ScriptedBlock> blocks,
        Map<Long, Duration> lags,
        boolean rollout,
        List<Outage> outages,
        List<Allowlist> allowlists) {

    /**
     * One network with its probes.
     *
     * @param sites places that the probes sit behind; 0: one for each probe
     * @param mobile share of the probes with mobile access, the rest have {@code access}, 0–1
     * @param regions ISO 3166-2 codes, given to the probes in turn; empty: none
     * @param habits null: the scenario's
     * @param enforces share of the censor's blocks that it enforces at all, 0–1
     * @param liars probes beside the honest ones
     */
    public record Network(
            long asn,
            String name,
            String cc,
            Role role,
            Access access,
            int probes,
            int sites,
            double mobile,
            List<String> regions,
            @Nullable ProbeHabits habits,
            double enforces,
            List<Liar> liars) {}

    /**
     * How a probe and its line behave.
     *
     * @param loss share of attempts that fail for no reason
     * @param offline share of the time without a line, in spells of {@code offlineFor}; attempts go on and fail
     * @param recognised share of those spells that the probe notices and marks
     * @param skew standard deviation of its clock's error
     * @param upload longest time from an attempt's end to its receipt, on an ordinary day
     * @param late share of its hours whose observations come up to {@code lateFor} late
     * @param canaryTrust share of probes that judge their line by canaries alone: they take it for offline, and mark what they
     *     send, while more than half of the targets of the list {@code canary} are blocked
     */
    public record ProbeHabits(
            double loss,
            double offline,
            Duration offlineFor,
            double recognised,
            Duration skew,
            Duration upload,
            double late,
            Duration lateFor,
            double canaryTrust) {
        /** A tidy probe: 1 % loss, receipt within ten seconds. */
        public static final ProbeHabits PLAIN = new ProbeHabits(
                0.01, 0, Duration.ofMinutes(30), 0.5, Duration.ZERO, Duration.ofSeconds(10), 0, Duration.ofHours(6), 0);
    }

    /** What a lying probe tells: {@code INVENT} failures, {@code HIDE} them. */
    public enum Lie {
        INVENT,
        HIDE
    }

    /**
     * A lying probe.
     *
     * @param cidr what it lies about; null: everything
     * @param from offset from which it lies
     * @param keys number of identities that it shows behind its one site
     * @param flood how many times as much as an honest probe it sends
     */
    public record Liar(Lie lie, @Nullable Prefix cidr, Duration from, int keys, double flood) {}

    /**
     * {@code count} addresses inside {@code cidr}, each with every port.
     *
     * @param quality what is wrong with them, by shares
     * @param since offset at which they came onto the lists; null: from the start
     */
    public record TargetGroup(
            String list,
            Prefix cidr,
            int count,
            List<Integer> ports,
            @Nullable String provider,
            Quality quality,
            @Nullable Duration since) {}

    /**
     * Shares (0–1, together at most 1) of targets that are not simply alive.
     *
     * @param dead never answer
     * @param flaky answer seven times in ten
     * @param dying stop at some time
     * @param moving change hands at some time, and then refuse
     * @param geoblocked answer everywhere but in the country
     * @param rateLimited drop an attempt within twenty minutes of the same network's last
     * @param anycast all of them are served from many places
     */
    public record Quality(
            double dead,
            double flaky,
            double dying,
            double moving,
            double geoblocked,
            double rateLimited,
            boolean anycast) {
        public static final Quality GOOD = new Quality(0, 0, 0, 0, 0, 0, false);
    }

    /**
     * A prefix that answers nobody for a while, or not the networks named: an outage at the far end, a lost route, or one
     * instance of an anycast address.
     *
     * @param networks AS numbers that cannot reach it; empty: nobody can
     * @param served null, or the country whose networks alone are sent to the instance that fails
     * @param controlsBack by how much earlier than {@code end} controls reach it again
     */
    public record Outage(
            Prefix cidr,
            List<Long> networks,
            @Nullable String served,
            Duration start,
            Duration end,
            Duration controlsBack) {

        /** Whether {@code network} is among those that cannot reach it. */
        boolean hits(Network network) {
            return (networks.isEmpty() || networks.contains(network.asn()))
                    && (served == null || served.equals(network.cc()));
        }
    }

    /**
     * White-list mode.
     *
     * @param networks AS numbers; empty: every vantage network of the country
     * @param access only probes with this access; null: all
     * @param lists target lists that go on answering
     * @param recognised time after which probes know their mode and mark what they send
     */
    public record Allowlist(
            List<Long> networks,
            @Nullable Access access,
            Duration start,
            Duration end,
            List<String> lists,
            Duration recognised) {}

    /**
     * One act of the censor.
     *
     * @param networks AS numbers that enforce it; empty: every vantage network of the country
     * @param start offset from the scenario's start, before the network's lag
     * @param end offset at which it is lifted, or null for never
     * @param leak share of attempts that pass all the same, 0–1
     * @param except more specific prefixes that stay open
     * @param ports destination ports that it is limited to; empty: all
     * @param coverage share of a network's sites that sit behind it, 0–1, and {@code coverages} that of single networks (by AS
     *     number) where it differs
     * @param lags by how much single networks (by AS number) act later on this block, instead of the scenario's lags
     * @param access only probes with this access; null: all
     * @param region only probes of this region; null: all
     * @param on null, or how long it works at a stretch, with pauses of {@code off}
     */
    public record ScriptedBlock(
            Prefix cidr,
            Mechanism mechanism,
            List<Long> networks,
            Duration start,
            @Nullable Duration end,
            double leak,
            List<Prefix> except,
            List<Integer> ports,
            double coverage,
            Map<Long, Double> coverages,
            Map<Long, Duration> lags,
            @Nullable Access access,
            @Nullable String region,
            @Nullable Duration on,
            @Nullable Duration off) {

        /** Whether its pauses are so short that it is one block which leaks, not several. */
        public boolean pausesBriefly() {
            return off != null && off.compareTo(SimulatedNetwork.EPISODE) < 0;
        }

        /** Share of the sites of network {@code asn} behind it, 0–1. */
        public double coverage(long asn) {
            return coverages.getOrDefault(asn, coverage);
        }
    }

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
        boolean named = block.networks().isEmpty()
                ? network.cc().equals(country)
                : block.networks().contains(network.asn());
        return named
                && Draw.share(seed, network.asn(), Draw.number(block.cidr())) < network.enforces()
                && (!rollout || Rollout.lag(seed, network.asn(), block.start()) != null);
    }

    private Enforcement enforcement(Network network, ScriptedBlock block) {
        Duration general = lags.getOrDefault(network.asn(), Duration.ZERO);
        Duration lag = block.lags().getOrDefault(network.asn(), general);
        Duration drawn = rollout ? Rollout.lag(seed, network.asn(), block.start()) : null;
        lag = drawn == null ? lag : lag.plus(drawn);
        Duration end = block.end();
        return new Enforcement(network, block, block.start().plus(lag), end == null ? null : end.plus(lag));
    }

    /** The same world with other chances. */
    public Scenario withSeed(long other) {
        return new Scenario(
                name,
                description,
                other,
                start,
                duration,
                country,
                networks,
                targets,
                rate,
                every,
                tests,
                habits,
                blocks,
                lags,
                rollout,
                outages,
                allowlists);
    }
}
