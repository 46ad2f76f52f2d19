package org.cordon.analysis.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** One event, many networks: blocks of the same or nested prefixes in one country belong together. */
final class Incidents {
    private Incidents() {}

    static List<Incident> group(List<Block> blocks, Collection<NetworkFold> networks) {
        Map<String, List<Block>> byCountry = new TreeMap<>();
        blocks.stream()
                .filter(block -> block.confirmed() != null && block.mergedInto() == null)
                .filter(block -> block.state() != BlockState.RETRACTED)
                .forEach(block -> byCountry
                        .computeIfAbsent(block.cc(), cc -> new ArrayList<>())
                        .add(block));
        List<Incident> incidents = new ArrayList<>();
        byCountry.forEach((cc, ofCountry) -> {
            int measured = (int) networks.stream()
                    .filter(n -> n.cc().equals(cc))
                    .mapToLong(NetworkFold::asn)
                    .distinct()
                    .count();
            families(ofCountry).forEach(family -> incidents.add(incident(cc, family, measured)));
        });
        return List.copyOf(incidents);
    }

    /**
     * Groups whose widest prefix covers all others; the widest come first, so each finds its family in one pass. What still
     * holds is grouped before what is over: a wide block that has ended must not make one of the narrow ones that go on.
     */
    private static Collection<List<Block>> families(List<Block> blocks) {
        Map<Prefix, List<Block>> families = new LinkedHashMap<>();
        blocks.stream()
                .sorted(Comparator.comparing((Block block) -> block.ended() != null)
                        .thenComparing(block -> block.cidr().length())
                        .thenComparing(Block::cidr)
                        .thenComparing(Block::id))
                .forEach(block -> families.entrySet().stream()
                        .filter(family -> family.getKey().contains(block.cidr()))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElseGet(() -> families.computeIfAbsent(block.cidr(), cidr -> new ArrayList<>()))
                        .add(block));
        return new TreeMap<>(families).values();
    }

    private static Incident incident(String cc, List<Block> family, int measured) {
        Prefix cidr = family.get(0).cidr();
        List<Incident.Member> members = family.stream()
                .sorted(Comparator.comparingLong(Block::asn).thenComparing(Block::started))
                .map(block -> new Incident.Member(block.asn(), block.id(), block.started(), block.ended()))
                .toList();
        Block first = family.stream()
                .min(Comparator.comparing(Block::detected).thenComparing(Block::id))
                .orElseThrow();
        Instant started = family.stream()
                .map(Block::started)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        int blocking = (int) family.stream()
                .filter(block -> block.ended() == null)
                .mapToLong(Block::asn)
                .distinct()
                .count();
        return new Incident(
                1, "i" + first.id().substring(1), cidr, cc, members, measured, blocking, started, end(family), null);
    }

    private static @Nullable Instant end(List<Block> family) {
        return family.stream().anyMatch(block -> block.ended() == null)
                ? null
                : family.stream()
                        .map(Block::ended)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }
}
