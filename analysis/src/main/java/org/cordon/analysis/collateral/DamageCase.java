package org.cordon.analysis.collateral;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.BlockState;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.prefix.Prefix;

/**
 * One question about damage: everything that is blocked at a moment, one country, one incident, or one block.
 *
 * @param id the country, or the incident's or block's; of everything {@code in N networks}
 * @param space what is blocked, exceptions taken out
 * @param since when the first of it began
 * @param evidence gathers the attempts of the networks that block, from then on; empty at first
 */
public record DamageCase(Kind kind, String id, List<Prefix> space, Instant since, ServiceEvidence evidence) {

    public enum Kind {
        EVERYTHING,
        COUNTRY,
        INCIDENT,
        BLOCK
    }

    /**
     * The cases at {@code when}: everything, then the incidents, then the blocks, in the given orders. Blocks count that
     * were confirmed and hold then; those limited to host names cut off no addresses and are left out.
     */
    public static List<DamageCase> of(Collection<Block> blocks, Collection<Incident> incidents, Instant when) {
        List<Block> active = active(blocks, when);
        List<DamageCase> cases = new ArrayList<>();
        if (!active.isEmpty()) {
            long networks = active.stream().map(Block::asn).distinct().count();
            cases.add(of(Kind.EVERYTHING, "in " + networks + " networks", active, when));
        }
        for (Incident incident : incidents) {
            Set<String> ids =
                    incident.networks().stream().map(Incident.Member::block).collect(Collectors.toSet());
            List<Block> members =
                    active.stream().filter(block -> ids.contains(block.id())).toList();
            if (!members.isEmpty()) {
                cases.add(of(Kind.INCIDENT, incident.id(), members, when));
            }
        }
        active.forEach(block -> cases.add(of(Kind.BLOCK, block.id(), List.of(block), when)));
        return List.copyOf(cases);
    }

    /** What holds at {@code when}, country by country: a case for each that blocks anything then. */
    public static List<DamageCase> countries(Collection<Block> blocks, Instant when) {
        Map<String, List<Block>> byCountry = active(blocks, when).stream()
                .collect(Collectors.groupingBy(Block::cc, TreeMap::new, Collectors.toList()));
        List<DamageCase> cases = new ArrayList<>();
        byCountry.forEach((cc, own) -> cases.add(of(Kind.COUNTRY, cc, own, when)));
        return List.copyOf(cases);
    }

    /** Those of {@code blocks} that cases are made of: confirmed, cutting off addresses, and holding at {@code when}. */
    public static List<Block> active(Collection<Block> blocks, Instant when) {
        return blocks.stream().filter(block -> holds(block, when)).toList();
    }

    private static DamageCase of(Kind kind, String id, List<Block> blocks, Instant when) {
        Instant since = blocks.stream()
                .map(Block::started)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Set<Long> networks = blocks.stream().map(Block::asn).collect(Collectors.toSet());
        return new DamageCase(
                kind, id, DamageAssessor.space(blocks), since, new ServiceEvidence(networks, since, when));
    }

    /** What the blocks added and lifted until {@code when}: input for {@link DamageTimeline}. */
    public static List<DamageTimeline.Change> changes(Collection<Block> blocks, Instant when) {
        List<DamageTimeline.Change> changes = new ArrayList<>();
        for (Block block : blocks) {
            Instant ended = block.ended();
            if (!isVerdict(block) || block.started().isAfter(when)) {
                continue;
            }
            for (Prefix prefix : DamageAssessor.space(List.of(block))) {
                changes.add(new DamageTimeline.Change(block.started(), prefix, true));
                if (ended != null && !ended.isAfter(when)) {
                    changes.add(new DamageTimeline.Change(ended, prefix, false));
                }
            }
        }
        return changes;
    }

    private static boolean holds(Block block, Instant when) {
        Instant ended = block.ended();
        return isVerdict(block) && !block.started().isAfter(when) && (ended == null || ended.isAfter(when));
    }

    private static boolean isVerdict(Block block) {
        boolean confirmed = block.state() == BlockState.CONFIRMED || block.state() == BlockState.ENDED;
        return confirmed
                && block.mergedInto() == null
                && block.hosts().isEmpty()
                && !block.mechanisms().contains(Mechanism.ALLOWLIST);
    }
}
