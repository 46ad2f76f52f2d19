package org.cordon.analysis.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.targets.ProviderRanges;
import org.junit.jupiter.api.Test;

/** The register of 5 May 2018: every figure that is quoted of it, to the last address. */
final class RealDumpTest {
    private static final Register DUMP = Dumps.real();
    private static final Register CAMPAIGN = DUMP.select(April2018::isOfCampaign);
    private static final Instant PUBLISHED = Instant.parse("2018-05-05T13:25:00Z");

    private static List<Prefix> subnets(Register register) {
        return register.prefixes().stream().filter(p -> p.length() < 32).toList();
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void the_67_subnets_of_the_campaign_hold_14_631_680_addresses() {
        List<Prefix> subnets = subnets(CAMPAIGN);
        assertEquals(67, subnets.size());
        assertEquals(number(14_631_680), PrefixSet.addresses(subnets));
        assertEquals(57, PrefixSet.aggregate(subnets).size());
        BigInteger naive = subnets.stream().map(Prefix::addresses).reduce(BigInteger.ZERO, BigInteger::add);
        assertTrue(naive.compareTo(number(14_631_680)) > 0, "the naive sum must overcount, or the trap is gone");
        assertEquals(number(14_631_680 + 2 * 524_288), naive);
    }

    @Test
    void with_the_single_addresses_the_campaign_lists_14_638_234() {
        assertEquals(number(14_638_234), CAMPAIGN.addresses());
        List<Prefix> singles =
                CAMPAIGN.prefixes().stream().filter(p -> p.length() == 32).toList();
        assertEquals(number(6_554), PrefixSet.addresses(PrefixSet.difference(singles, subnets(CAMPAIGN))));
    }

    @Test
    void all_74_subnets_of_the_register_hold_14_658_304_addresses() {
        assertEquals(74, subnets(DUMP).size());
        assertEquals(number(14_658_304), PrefixSet.addresses(subnets(DUMP)));
    }

    @Test
    void of_amazons_30_922_456_published_addresses_9_961_472_are_listed() {
        List<Prefix> amazon = ProviderRanges.bundled().edition("amazon", PUBLISHED).orElseThrow().prefixes().stream()
                .filter(p -> p.family() == Family.IPV4)
                .toList();
        BigInteger published = PrefixSet.addresses(amazon);
        BigInteger listed = PrefixSet.addresses(PrefixSet.intersection(amazon, subnets(CAMPAIGN)));
        assertEquals(number(30_922_456), published);
        assertEquals(number(9_961_472), listed);
        assertEquals(322, listed.multiply(number(1000)).divide(published).intValueExact(), "32.2 %");
    }

    @Test
    void the_subnets_of_amazon_and_google_hide_under_a_decision_of_2015() {
        List<Listing> listings = new ArrayList<>();
        DUMP.forEach(l -> {
            if (l.isSubnet() && l.entry().decision().equals("27-31-2015/Ид4082-15")) {
                listings.add(l);
            }
        });
        assertEquals(34, listings.size());
        assertTrue(listings.stream().allMatch(l -> l.entry().decided().getYear() == 2015));
        assertTrue(listings.stream().anyMatch(l -> l.prefix().equals(Prefix.parse("34.192.0.0/10"))));
    }

    @Test
    void what_is_wrong_with_it_is_said_with_line_and_reason() {
        assertEquals(Optional.of(PUBLISHED), DUMP.edition());
        assertTrue(DUMP.truncated());
        assertEquals(1, DUMP.problems().count(Problem.Kind.TRUNCATED));
        assertEquals(0, DUMP.problems().count(Problem.Kind.NOT_AN_ADDRESS));
        assertTrue(DUMP.problems().count(Problem.Kind.DUPLICATE) > 0);
        Problem last = DUMP.problems().kept().get(DUMP.problems().kept().size() - 1);
        assertEquals(
                "line 32798: the dump ends in the middle of a row, which is not used; what is missing after it is unknown",
                last.toString());
    }

    @Test
    void the_known_times_of_listing_narrow_those_of_the_dump() {
        Register joined = DUMP.following(April2018.subnets());
        Listing amazon = joined.exactly(Prefix.parse("34.192.0.0/10")).get(0);
        assertEquals(Instant.parse("2018-04-17T00:15:00Z"), amazon.listed().notBefore());
        assertEquals(Instant.parse("2018-04-17T12:08:28Z"), amazon.listed().notAfter());
        assertEquals(Listing.State.NOT_YET, amazon.at(Instant.parse("2018-04-16T12:00:00Z")));
        assertEquals(Listing.State.UNCERTAIN, amazon.at(Instant.parse("2018-04-17T06:00:00Z")));
        assertEquals(Listing.State.LISTED, amazon.at(PUBLISHED));
        Listing gone = joined.exactly(Prefix.parse("52.192.0.0/11")).get(0);
        assertEquals(Listing.State.LISTED, gone.at(Instant.parse("2018-04-18T00:00:00Z")));
        assertEquals(Listing.State.LIFTED, gone.at(PUBLISHED));
    }

    @Test
    void the_facts_of_april_agree_with_the_dump() {
        Register facts = April2018.subnets();
        assertEquals(78, facts.size());
        List<Prefix> standing = new ArrayList<>();
        facts.forEach(l -> {
            if (l.removed() == null) {
                standing.add(l.prefix());
            }
        });
        assertEquals(subnets(DUMP), standing.stream().sorted().toList());
        assertFalse(facts.truncated());
    }
}
