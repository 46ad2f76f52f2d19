package org.cordon.analysis.registry;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.prefix.PrefixTree;
import org.jspecify.annotations.Nullable;

/**
 * Joins the register with the blocks that were measured. All sizes are of sets of addresses: nested prefixes, repeated
 * rows and blocks that overlap count once.
 */
public final class Comparison {
    private static final Duration STALE = Duration.ofDays(1);

    private final Register register;
    private final Instant when;
    private final ListedSpace space;
    private final List<Prefix> outermost;
    private final @Nullable ReachedTargets reached;

    private Comparison(Register register, @Nullable ReachedTargets reached, Instant when) {
        this.register = register;
        this.reached = reached;
        this.when = when;
        this.space = register.at(when);
        this.outermost = register.outermost(when);
    }

    /**
     * Compares.
     *
     * @param blocks of any networks and times; retracted and merely suspected ones, and those limited to host names, are
     *     left out
     * @param reached what the networks reached around {@code when}; null: then nothing counts as listed and open
     */
    public static ScoreCard of(
            Register register, Collection<Block> blocks, @Nullable ReachedTargets reached, Instant when) {
        return new Comparison(register, reached, when).scoreCard(blocks);
    }

    private ScoreCard scoreCard(Collection<Block> blocks) {
        Map<Network, List<Block>> byNetwork = new TreeMap<>();
        if (reached != null) {
            reached.networks().forEach(n -> byNetwork.put(n, new ArrayList<>()));
        }
        blocks.stream()
                .filter(Comparison::counts)
                .forEach(b -> byNetwork
                        .computeIfAbsent(new Network(b.asn(), b.cc()), n -> new ArrayList<>())
                        .add(b));
        List<NetworkScore> scores = new ArrayList<>();
        byNetwork.forEach((network, own) -> scores.add(score(network, own)));
        Problems problems = register.problems();
        return new ScoreCard(
                when,
                register.edition().orElse(null),
                register.rows(),
                problems.counts().values().stream().mapToLong(Long::longValue).sum(),
                PrefixSet.addresses(space.listed()),
                PrefixSet.addresses(space.uncertain()),
                PrefixSet.addresses(space.lifted()),
                List.copyOf(scores),
                caveats());
    }

    /** Whether a block is enforcement of the kind that a listed address asks for. */
    private static boolean counts(Block block) {
        boolean verdict = block.state() == BlockState.CONFIRMED || block.state() == BlockState.ENDED;
        return verdict && block.hosts().isEmpty() && !block.mechanisms().contains(Mechanism.ALLOWLIST);
    }

    private boolean holds(Block block) {
        Instant ended = block.ended();
        return !block.started().isAfter(when) && (ended == null || ended.isAfter(when));
    }

    private NetworkScore score(Network network, List<Block> own) {
        List<Block> now = own.stream().filter(this::holds).toList();
        List<Prefix> blocked = PrefixSet.difference(cidrs(now), excepted(now));
        List<Prefix> listedAndBlocked = PrefixSet.intersection(space.listed(), blocked);
        List<Prefix> open = PrefixSet.difference(answering(network, blocked), blocked);
        BigInteger listed = PrefixSet.addresses(space.listed());
        BigInteger enforced = PrefixSet.addresses(listedAndBlocked);
        BigInteger notBlocked = PrefixSet.addresses(open);
        List<Prefix> rest = PrefixSet.difference(blocked, listedAndBlocked);
        List<Prefix> still = PrefixSet.intersection(rest, space.lifted());
        List<Prefix> perhaps = PrefixSet.intersection(rest, space.uncertain());
        List<Prefix> unknown = PrefixSet.difference(PrefixSet.difference(rest, still), perhaps);
        List<Lag> lags = lags(own);
        return new NetworkScore(
                network.asn(),
                network.cc(),
                now.size(),
                listed,
                enforced,
                notBlocked,
                listed.subtract(enforced).subtract(notBlocked),
                PrefixSet.addresses(blocked),
                PrefixSet.addresses(perhaps),
                PrefixSet.addresses(still),
                PrefixSet.addresses(unknown),
                unknown,
                still,
                LagSummary.of(lags),
                lags);
    }

    private static List<Prefix> cidrs(List<Block> blocks) {
        return blocks.stream().map(Block::cidr).toList();
    }

    /** What the blocks spare; where two overlap, an address that one of them cuts off is cut off. */
    private static List<Prefix> excepted(List<Block> blocks) {
        List<Prefix> spared = new ArrayList<>();
        for (Block block : blocks) {
            List<Prefix> others = blocks.stream()
                    .filter(other -> other != block)
                    .filter(other -> other.cidr().overlaps(block.cidr()))
                    .flatMap(other -> PrefixSet.difference(List.of(other.cidr()), other.except()).stream())
                    .toList();
            spared.addAll(PrefixSet.difference(block.except(), others));
        }
        return spared;
    }

    /** The listed prefixes, the outermost each, of which the network reached an address that is in no block of its. */
    private List<Prefix> answering(Network network, List<Prefix> blocked) {
        Set<Address> answered = reached == null ? Set.of() : reached.of(network);
        PrefixTree<Prefix> listed = tree(outermost);
        PrefixTree<Prefix> cut = tree(blocked);
        return answered.stream()
                .filter(address -> cut.longestMatch(address) == null)
                .flatMap(address -> listed.findLongestMatch(address).map(Map.Entry::getKey).stream())
                .distinct()
                .toList();
    }

    private static PrefixTree<Prefix> tree(List<Prefix> prefixes) {
        PrefixTree<Prefix> tree = new PrefixTree<>();
        prefixes.forEach(p -> tree.put(p, p));
        return tree;
    }

    private List<Lag> lags(List<Block> blocks) {
        List<Lag> lags = new ArrayList<>();
        for (Block block : blocks) {
            explaining(block).forEach(listing -> lags.add(Lag.of(listing, block)));
        }
        return lags;
    }

    /**
     * The listings that a block carries out: the least specific one that covers it, else the outermost subnets inside it.
     * Single addresses inside a wider block are left out: they have been listed for years, for other reasons.
     */
    private List<Listing> explaining(Block block) {
        List<Listing> covering = register.covering(block.cidr());
        if (!covering.isEmpty()) {
            return List.of(covering.get(0));
        }
        List<Listing> explaining = new ArrayList<>();
        for (Listing listing : register.inside(block.cidr())) {
            boolean nested = !explaining.isEmpty()
                    && explaining.get(explaining.size() - 1).prefix().contains(listing.prefix());
            if (listing.isSubnet() && !nested) {
                explaining.add(listing);
            }
        }
        return explaining;
    }

    private List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        if (register.truncated()) {
            caveats.add("the register is truncated: what it seems not to list may be listed");
        }
        if (register.edition().isEmpty()) {
            caveats.add("the register does not say when it was published");
        } else if (register.edition().get().plus(STALE).isBefore(when)) {
            caveats.add("the register is of " + register.edition().get() + "; later listings and removals are unknown");
        }
        if (reached == null) {
            caveats.add("without observations nothing shows that a listed prefix is open: it counts as unmeasured");
        }
        return List.copyOf(caveats);
    }
}
