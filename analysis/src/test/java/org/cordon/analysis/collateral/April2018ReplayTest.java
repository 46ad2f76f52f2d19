package org.cordon.analysis.collateral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.detect.PlayedScenario;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.prefix.PrefixTree;
import org.cordon.analysis.registry.AddressCount;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.TargetDraw;
import org.cordon.analysis.targets.DelimitedLine;
import org.cordon.analysis.targets.ProviderRanges;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The subnets of April 2018 through detector and damage report, held against the collected facts. A test of consistency: the
 * scenario is made of the same register, so agreement shows that nothing is lost or invented on the way, not that the register
 * is right.
 */
final class April2018ReplayTest {
    private static final Instant CAMPAIGN = Instant.parse("2018-04-16T05:00:00Z");
    private static final Instant EDITION = Instant.parse("2018-05-05T13:25:00Z");

    private static Instant when;
    private static Detector detector;
    private static ServiceCatalogue catalogue;
    private static List<DamageCase> cases;

    @BeforeAll
    static void play() throws Exception {
        Scenario april = ScenarioFile.read("april-2018");
        Duration lasting = april.duration().plusSeconds(25);
        when = april.start().plus(lasting);
        detector = new Detector(DetectorSettings.defaults());
        catalogue = ServiceCatalogue.bundled();
        PlayedScenario.play(april, TargetDraw.draw(april), lasting).forEach(detector::accept);
        cases = DamageCase.of(detector.blocks(), detector.incidents(), when);
    }

    private static DamageReport everything() {
        DamageCase all = cases.get(0);
        return assessor().at(all.space(), when, all.since(), all.evidence());
    }

    private static DamageAssessor assessor() {
        return new DamageAssessor(catalogue, "telegram", space("telegram", CAMPAIGN));
    }

    private static List<Prefix> space(String provider, Instant at) {
        return ProviderRanges.bundled().edition(provider, at).orElseThrow().prefixes();
    }

    /** The campaign's subnets that stood in the register on 5 May: 67 of them. */
    private static List<Prefix> listed() {
        Register may =
                April2018.subnets().select(listing -> listing.removed() == null && April2018.isOfCampaign(listing));
        return may.prefixes();
    }

    private static BigInteger number(long n) {
        return BigInteger.valueOf(n);
    }

    @Test
    void what_is_found_is_the_register_of_5_may_to_the_last_address() {
        DamageReport report = everything();
        assertEquals(67, listed().size());
        assertEquals(PrefixSet.aggregate(listed()), report.blocked(), "seed " + PlayedScenario.SEED);
        assertEquals(number(14_631_680), report.addresses());
        String may = figure(EDITION).note();
        assertTrue(may.contains("67 Telegram-campaign subnets = 14631680 unique"), may);
    }

    @Test
    void telegrams_own_are_the_documented_9472_and_all_others_are_innocent() {
        DamageReport report = everything();
        assertEquals(number(figure(CAMPAIGN).addresses()), report.targetAddresses());
        assertEquals(number(14_631_680 - 9_472), report.otherAddresses());
        Double price = Objects.requireNonNull(report.price().addressesPerTargetAddress());
        assertEquals(1_543.7, price, 0.05, "innocent addresses for each of Telegram's");
    }

    @Test
    void of_amazons_published_addresses_32_2_percent_are_cut_off() {
        List<Prefix> amazon = space("amazon", EDITION);
        BigInteger cut = PrefixSet.addresses(PrefixSet.intersection(everything().blocked(), amazon));
        BigInteger all = PrefixSet.addresses(
                amazon.stream().filter(prefix -> prefix.family().bits() == 32).toList());
        assertEquals(number(9_961_472), cut);
        assertEquals(number(30_922_456), all);
        assertEquals(32.2, 100 * cut.doubleValue() / all.doubleValue(), 0.05);
    }

    @Test
    void every_service_whose_address_is_documented_is_inside_by_category_and_none_is_called_measured()
            throws IOException {
        PrefixTree<Prefix> subnets = new PrefixTree<>();
        listed().forEach(prefix -> subnets.put(prefix, prefix));
        Set<String> inside = new HashSet<>();
        int addresses = 0;
        for (List<String> row : services()) {
            if (!row.get(4).isEmpty() && subnets.longestMatch(Address.parse(row.get(4))) != null) {
                inside.add(row.get(1));
                addresses++;
            }
        }
        assertEquals(23, addresses, "the sources verified 23 addresses");
        Map<Category, Set<String>> documented = new EnumMap<>(Category.class);
        for (List<String> row : services()) {
            if (inside.contains(row.get(1))) {
                documented
                        .computeIfAbsent(Category.of(row.get(2)), c -> new HashSet<>())
                        .add(row.get(0));
            }
        }
        Map<Category, Integer> expected = new TreeMap<>();
        documented.forEach((category, names) -> expected.put(category, names.size()));
        DamageReport report = everything();
        Map<Category, Integer> told = new TreeMap<>();
        report.categories().forEach(c -> told.put(c.category(), c.inside()));
        assertEquals(expected, told);
        assertEquals(22, report.services(), "Instagram and Wix have two rows each; netflix.com goes by two names");
        assertEquals(23, report.serviceAddresses());
        for (CategoryDamage c : report.categories()) {
            assertEquals(c.inside(), c.inferred(), "nobody asked for a service by name: " + c);
            assertEquals(
                    0, c.measuredDown() + c.measuredUp() + c.measuredImpaired() + c.downEverywhere(), c.toString());
        }
    }

    @Test
    void each_of_the_three_networks_that_enforce_hits_the_same_and_the_fourth_nobody() {
        DamageAssessor assessor = assessor();
        Map<Long, Set<Prefix>> spaces = new TreeMap<>();
        DamageCase.active(detector.blocks(), when)
                .forEach(block -> spaces.computeIfAbsent(block.asn(), asn -> new HashSet<>())
                        .addAll(DamageAssessor.space(List.of(block))));
        assertEquals(Set.of(8_359L, 12_389L, 31_133L), spaces.keySet());
        spaces.forEach((asn, space) -> {
            DamageReport report = assessor.at(space, when, null, ServiceEvidence.none());
            assertEquals(number(14_631_680), report.addresses(), "AS" + asn);
            assertEquals(22, report.services(), "AS" + asn);
        });
    }

    @Test
    void the_curve_rises_to_the_lifted_subnets_too_and_falls_by_exactly_those() {
        List<DamageStep> steps = DamageTimeline.of(DamageCase.changes(detector.blocks(), when), catalogue);
        BigInteger peak =
                steps.stream().map(DamageStep::total).max(BigInteger::compareTo).orElseThrow();
        List<Prefix> everListed = April2018.subnets()
                .select(listing -> April2018.isOfCampaign(listing) || listing.removed() != null)
                .prefixes();
        assertEquals(PrefixSet.addresses(everListed), peak, "more than 19 million, as the press counted on 19 April");
        assertEquals(number(19_874_560), peak);
        assertEquals(number(14_631_680), steps.get(steps.size() - 1).total());
        BigInteger lifted = steps.stream()
                .filter(step -> !step.added())
                .map(DamageStep::addresses)
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertEquals(number(19_874_560 - 14_631_680), lifted);
    }

    @Test
    void where_none_of_telegrams_is_inside_there_is_no_price() {
        DamageReport report = assessor().at(List.of(Prefix.parse("34.192.0.0/10")), when, null, ServiceEvidence.none());
        assertEquals(BigInteger.ZERO, report.targetAddresses());
        assertNull(report.price().addressesPerTargetAddress());
    }

    private static AddressCount figure(Instant when) {
        return April2018.counts().stream()
                .filter(count -> count.when().equals(when))
                .findFirst()
                .orElseThrow();
    }

    private static List<List<String>> services() throws IOException {
        return lines("collateral-2018.csv").stream()
                .skip(1)
                .map(line -> DelimitedLine.split(line, ','))
                .toList();
    }

    private static List<String> lines(String resource) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(April2018ReplayTest.class.getResourceAsStream(resource), resource), UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
