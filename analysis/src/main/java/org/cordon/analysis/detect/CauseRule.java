package org.cordon.analysis.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Is it the censor? Open abroad and dead here is not yet censorship. For it speaks that the networks of one country differ:
 * in onset, or in blocking at all; or that one port, name or protocol is cut off while the address answers. Against it, that
 * all fail from the same moment on, as a server does that turns a whole country away.
 */
final class CauseRule {
    /** Networks that act within this time of each other act as one. */
    private static final Duration SAME_MOMENT = Duration.ofMinutes(5);

    private final OutsideView outside;

    CauseRule(OutsideView outside) {
        this.outside = outside;
    }

    /** A block of which something else is now believed. */
    record Finding(NetworkFold network, Block block, Cause cause, List<String> evidence) {}

    /** Looks anew at all active blocks that overlap {@code changed}. */
    List<Finding> review(Block changed, Collection<NetworkFold> networks) {
        Map<Long, Block> blocking = new TreeMap<>();
        Map<Block, NetworkFold> owners = new java.util.LinkedHashMap<>();
        int measuring = 0;
        for (NetworkFold network : networks) {
            measuring += network.layer() == Layer.CONNECT ? 1 : 0;
            for (Block block : network.activeBlocks()) {
                if (block.cidr().overlaps(changed.cidr()) && block.confirmed() != null) {
                    blocking.putIfAbsent(block.asn(), block);
                    owners.put(block, network);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Block, NetworkFold> owner : owners.entrySet()) {
            Block block = owner.getKey();
            List<String> evidence = new ArrayList<>();
            Cause cause = cause(block, blocking, measuring, evidence);
            if (cause != block.cause() || !Objects.equals(evidence, block.causeEvidence())) {
                findings.add(new Finding(owner.getValue(), block, cause, List.copyOf(evidence)));
            }
        }
        return findings;
    }

    private Cause cause(Block block, Map<Long, Block> blocking, int measuring, List<String> evidence) {
        if (!block.ports().isEmpty()) {
            evidence.add("other ports of the same addresses answer");
            return Cause.CENSOR;
        }
        Mechanism means = block.mechanisms().iterator().next();
        if (means != Mechanism.IP_DROP && means != Mechanism.IP_RESET && means != Mechanism.IP_UNREACHABLE) {
            evidence.add("the addresses can be reached; what comes after is cut off");
            return Cause.CENSOR;
        }
        if (blocking.size() < 2) {
            evidence.add("one network only");
            return Cause.UNKNOWN;
        }
        if (!outside.exists()) {
            evidence.add("nobody looks from outside");
        }
        if (blocking.values().stream().allMatch(b -> b.startedEarliest().equals(b.startedLatest()))) {
            evidence.add("never seen to answer from this country: a server may turn it away");
            return outside.exists() && blocking.size() == measuring ? Cause.SERVER_SIDE : Cause.UNKNOWN;
        }
        if (spread(blocking.values()).compareTo(SAME_MOMENT) > 0) {
            evidence.add("networks of one country began at different times");
            return Cause.CENSOR;
        }
        if (blocking.size() < measuring) {
            evidence.add("some networks of the country block it, others reach it");
            return Cause.CENSOR;
        }
        evidence.add(
                outside.exists()
                        ? "all networks of the country fail from the same moment on"
                        : "outage_or_national_block");
        return outside.exists() ? Cause.SERVER_SIDE : Cause.UNKNOWN;
    }

    private static Duration spread(Collection<Block> blocks) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Block block : blocks) {
            first = block.startedLatest().isBefore(first) ? block.startedLatest() : first;
            last = block.startedEarliest().isAfter(last) ? block.startedEarliest() : last;
        }
        return Duration.between(first, last);
    }
}
