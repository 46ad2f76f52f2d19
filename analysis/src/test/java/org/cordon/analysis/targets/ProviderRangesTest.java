package org.cordon.analysis.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.junit.jupiter.api.Test;

final class ProviderRangesTest {
    private static final ProviderRanges RANGES = ProviderRanges.bundled();
    private static final Instant APRIL_2018 = Instant.parse("2018-04-17T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static List<String> owners(String address, Instant when) {
        return RANGES.at(when).attribute(Address.parse(address)).stream()
                .map(r -> r.provider() + " " + r.region())
                .toList();
    }

    @Test
    void a_block_of_2018_is_explained_by_the_ranges_of_2018() {
        assertEquals(List.of("amazon eu-central-1"), owners("18.184.1.1", APRIL_2018));
        assertEquals(List.of("telegram DC2/DC4"), owners("149.154.167.51", APRIL_2018));
        assertEquals(List.of("telegram DC2/DC4"), owners("149.154.167.51", NOW));
        assertEquals(List.of(), owners("91.105.192.1", APRIL_2018));
        assertEquals(List.of("telegram null"), owners("91.105.192.1", NOW));
        assertEquals(List.of("telegram DC2/DC4"), owners("2001:67c:4e8:f002::a", NOW));
    }

    @Test
    void every_owner_is_named_where_lists_overlap() {
        assertEquals(List.of("github null", "microsoft null"), owners("20.201.28.151", NOW));
    }

    @Test
    void amazon_published_30_922_456_addresses_in_april_2018() {
        List<Prefix> v4 = RANGES.edition("amazon", APRIL_2018).orElseThrow().prefixes().stream()
                .filter(p -> p.family() == Family.IPV4)
                .toList();
        assertEquals(BigInteger.valueOf(30_922_456), PrefixSet.addresses(v4));
    }

    @Test
    void every_edition_says_where_it_comes_from_and_holds_only_public_space() {
        assertTrue(RANGES.editions().size() >= 15);
        for (ProviderEdition edition : RANGES.editions()) {
            assertTrue(edition.provenance().contains("20"), edition.provider() + ": " + edition.provenance());
            for (Prefix prefix : edition.prefixes()) {
                assertTrue(SpecialPurpose.of(prefix).isEmpty(), edition.provider() + " " + prefix);
            }
        }
    }

    @Test
    void shares_agree_with_counting_addresses_one_by_one() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        ProviderEdition amazon = RANGES.edition("amazon", APRIL_2018).orElseThrow();
        List<Prefix> all = amazon.prefixes();
        for (int i = 0; i < 30; i++) {
            Prefix around = all.get(random.nextInt(all.size()));
            if (around.family() != Family.IPV4) {
                continue;
            }
            Prefix prefix = new Prefix(around.network(), Math.max(around.length() - random.nextInt(3), 20));
            Prefix except = new Prefix(prefix.last(), 27);
            long counted = 0;
            int first = (int) (prefix.network().high() >>> 32);
            for (int offset = 0; offset < prefix.addresses().intValueExact(); offset++) {
                Address address = Address.v4(first + offset);
                if (!except.contains(address) && amazon.find(address).isPresent()) {
                    counted++;
                }
            }
            long shared = amazon.shares(prefix, List.of(except)).stream()
                    .mapToLong(s -> s.addresses().longValueExact())
                    .sum();
            assertEquals(counted, shared, "seed " + seed + " " + prefix);
        }
    }

    @Test
    void a_snapshot_answers_like_the_ranges_that_it_was_made_from() {
        SplittableRandom random = new SplittableRandom(4);
        for (Instant when : List.of(APRIL_2018, NOW)) {
            ProviderSnapshot snapshot = RANGES.at(when);
            List<ProviderEdition> editions = RANGES.editions().stream()
                    .filter(e -> RANGES.edition(e.provider(), when).orElseThrow() == e)
                    .toList();
            List<Prefix> all = RANGES.editions().stream()
                    .flatMap(e -> e.prefixes().stream())
                    .toList();
            for (int i = 0; i < 20_000; i++) {
                Prefix near = all.get(random.nextInt(all.size()));
                Address address = random.nextBoolean() ? near.network() : near.last();
                assertEquals(
                        ProviderRanges.owners(editions, address), snapshot.attribute(address), "seed 4 " + address);
                Address any = Address.v4(random.nextInt());
                assertEquals(ProviderRanges.owners(editions, any), snapshot.attribute(any), "seed 4 " + any);
            }
        }
    }

    @Test
    void the_bundled_target_list_is_clean() throws Exception {
        TargetList list = TargetList.bundled(address -> false);
        assertEquals(List.of(), list.refusals());
        assertTrue(list.targets().size() > 50);
    }
}
