package org.cordon.analysis.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.collateral.DamageReport.ServiceDamage;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.targets.ProviderRanges;
import org.junit.jupiter.api.Test;

final class DamageAssessorTest {
    private static final Instant START = Instant.parse("2018-04-16T12:00:00Z");
    private static final Instant NOW = Instant.parse("2018-04-17T12:00:00Z");
    private static final List<Prefix> BLOCKED = List.of(Prefix.parse("52.58.0.0/15"), Prefix.parse("149.154.160.0/22"));
    private static final List<Prefix> TELEGRAM = List.of(Prefix.parse("149.154.160.0/20"));

    /** A shop, a bank and an airline inside, a clinic outside, a game that has an address on either side. */
    private static ServiceCatalogue catalogue() throws IOException {
        ServiceCatalogue catalogue = CatalogueReader.read(
                new StringReader("name,domain,category\n"
                        + "Shop,shop.example,e-commerce\nBank,bank.example,bank\nAirline,airline.example,airline\n"
                        + "Clinic,clinic.example,health\nGame,game.example,game\nMoved,moved.example,game\n"),
                "test");
        ServiceAddresses addresses = catalogue.addresses();
        live(addresses, "shop.example", "52.58.0.1", START, NOW);
        live(addresses, "bank.example", "52.59.255.255", START, NOW);
        live(addresses, "airline.example", "52.58.7.7", START, NOW);
        live(addresses, "clinic.example", "52.60.0.0", START, NOW);
        live(addresses, "game.example", "52.58.9.9", START, NOW);
        live(addresses, "game.example", "8.8.9.9", START, NOW);
        live(addresses, "moved.example", "52.58.3.3", START.minusSeconds(60), START.minusSeconds(60));
        live(addresses, "moved.example", "5.9.3.3", NOW.minusSeconds(60), NOW);
        return catalogue;
    }

    private static void live(ServiceAddresses addresses, String domain, String ip, Instant from, Instant to) {
        addresses.add(domain, Address.parse(ip), from, to);
    }

    /** At the address at which the catalogue knows it. */
    private static ObservationBuilder attempt(String host, Role role, long asn, Instant at) {
        String ip = Map.of(
                        "shop.example", "52.58.0.1",
                        "www.bank.example", "52.59.255.255",
                        "game.example", "52.58.9.9")
                .get(host);
        return Attempts.at(host, role, asn, at).ip(Address.parse(ip));
    }

    private static void attempts(ServiceEvidence evidence, String host, int failed, int worked, int controlsWorked) {
        for (int i = 0; i < failed; i++) {
            evidence.accept(attempt(host, Role.VANTAGE, 12_389, NOW.minusSeconds(i))
                    .failure(Failure.GENERIC_TIMEOUT_ERROR)
                    .build());
        }
        for (int i = 0; i < worked; i++) {
            evidence.accept(
                    attempt(host, Role.VANTAGE, 12_389, NOW.minusSeconds(i)).build());
        }
        for (int i = 0; i < controlsWorked; i++) {
            evidence.accept(
                    attempt(host, Role.CONTROL, 24_940, NOW.minusSeconds(i)).build());
        }
    }

    private static Map<String, ServiceStatus> statuses(DamageReport report) {
        return report.named().stream().collect(Collectors.toMap(ServiceDamage::service, ServiceDamage::status));
    }

    @Test
    void measured_and_inferred_are_never_mixed() throws IOException {
        ServiceEvidence evidence = new ServiceEvidence(Set.of(12_389L), START, NOW);
        attempts(evidence, "shop.example", 5, 0, 3);
        attempts(evidence, "www.bank.example", 5, 0, 0);
        attempts(evidence, "game.example", 2, 3, 3);
        DamageReport report =
                new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, NOW.plusSeconds(90), START, evidence);
        assertEquals(
                Map.of(
                        "Shop", ServiceStatus.MEASURED_DOWN,
                        "Bank", ServiceStatus.INFERRED,
                        "Airline", ServiceStatus.INFERRED,
                        "Game", ServiceStatus.MEASURED_IMPAIRED),
                statuses(report));
        assertEquals("Shop", report.named().get(0).service(), "the measured come first");
        for (CategoryDamage category : report.categories()) {
            int sum = category.measuredDown()
                    + category.measuredImpaired()
                    + category.measuredUp()
                    + category.downEverywhere()
                    + category.inferred();
            assertEquals(category.inside(), sum, category.toString());
        }
    }

    @Test
    void the_price_is_what_others_pay_for_one_address_of_the_target() throws IOException {
        DamageReport report =
                new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, NOW, null, ServiceEvidence.none());
        assertEquals(BigInteger.valueOf(131_072 + 1_024), report.addresses());
        assertEquals(BigInteger.valueOf(1_024), report.targetAddresses());
        assertEquals(BigInteger.valueOf(131_072), report.otherAddresses());
        assertEquals(128.0, report.price().addressesPerTargetAddress());
        DamageReport amazonOnly = new DamageAssessor(catalogue(), "telegram", TELEGRAM)
                .at(BLOCKED.subList(0, 1), NOW, null, ServiceEvidence.none());
        assertNull(
                amazonOnly.price().addressesPerTargetAddress(), "no address of the target inside: no price, not zero");
    }

    @Test
    void a_service_that_moved_out_is_noticed_and_no_longer_counted() throws IOException {
        Instant later = NOW.plusSeconds(90);
        DamageReport report =
                new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, later, START, ServiceEvidence.none());
        assertEquals(1, report.movedOut().size());
        assertEquals("Moved", report.movedOut().get(0).service());
        assertEquals(
                List.of(Address.parse("52.58.3.3")), report.movedOut().get(0).from());
        assertEquals(List.of(Address.parse("5.9.3.3")), report.movedOut().get(0).to());
        assertTrue(report.named().stream().noneMatch(s -> s.service().equals("Moved")));
    }

    @Test
    void a_service_that_fails_for_controls_too_is_not_laid_to_the_block() throws IOException {
        ServiceEvidence evidence = new ServiceEvidence(Set.of(12_389L), START, NOW);
        attempts(evidence, "shop.example", 5, 0, 0);
        for (int i = 0; i < 3; i++) {
            evidence.accept(attempt("shop.example", Role.CONTROL, 24_940, NOW)
                    .failure(Failure.CONNECTION_REFUSED)
                    .build());
        }
        DamageReport report = new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, NOW, null, evidence);
        assertEquals(ServiceStatus.DOWN_EVERYWHERE, statuses(report).get("Shop"));
    }

    @Test
    void attempts_of_other_networks_of_other_times_and_under_other_names_say_nothing() throws IOException {
        ServiceEvidence evidence = new ServiceEvidence(Set.of(12_389L), START, NOW);
        attempts(evidence, "shop.example", 0, 0, 3);
        for (int i = 0; i < 5; i++) {
            var failed = attempt("shop.example", Role.VANTAGE, 8_359, NOW).failure(Failure.GENERIC_TIMEOUT_ERROR);
            evidence.accept(failed.build());
            evidence.accept(failed.asn(12_389).at(START.minusSeconds(1)).build());
            evidence.accept(failed.at(NOW).pair(new Pair("x", "innocent", i)).build());
        }
        DamageReport report = new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, NOW, null, evidence);
        assertEquals(ServiceStatus.INFERRED, statuses(report).get("Shop"));
    }

    @Test
    void of_a_pair_the_attempt_that_asks_for_the_name_at_its_own_address_counts() throws IOException {
        ServiceEvidence evidence = new ServiceEvidence(Set.of(12_389L), START, NOW);
        for (int i = 0; i < 3; i++) {
            Pair pair = new Pair("x" + i, "target", 0);
            var attempt = attempt("shop.example", Role.VANTAGE, 12_389, NOW).pair(pair);
            evidence.accept(attempt.failure(Failure.GENERIC_TIMEOUT_ERROR).build());
            evidence.accept(attempt("shop.example", Role.CONTROL, 24_940, NOW)
                    .pair(pair)
                    .build());
        }
        DamageReport report = new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, NOW, null, evidence);
        assertEquals(ServiceStatus.MEASURED_DOWN, statuses(report).get("Shop"));
    }

    @Test
    void an_attempt_at_an_address_that_is_not_the_names_says_nothing_about_the_service() throws IOException {
        ServiceEvidence evidence = new ServiceEvidence(Set.of(12_389L), START, NOW);
        attempts(evidence, "shop.example", 4, 0, 4);
        for (int i = 0; i < 9; i++) {
            Address resolver = Address.parse("8.8.8.8");
            evidence.accept(attempt("shop.example", Role.VANTAGE, 12_389, NOW)
                    .ip(resolver)
                    .build());
            evidence.accept(attempt("shop.example", Role.CONTROL, 24_940, NOW)
                    .ip(resolver)
                    .failure(Failure.CONNECTION_REFUSED)
                    .build());
        }
        DamageReport report = new DamageAssessor(catalogue(), "telegram", TELEGRAM).at(BLOCKED, NOW, null, evidence);
        ServiceDamage shop = report.named().get(0);
        assertEquals(ServiceStatus.MEASURED_DOWN, shop.status());
        assertEquals(new ServiceEvidence.Tally(4, 0, 0, 4), shop.attempts());
    }

    @Test
    void the_damage_of_5_may_2018_comes_out_to_the_last_address() {
        Instant may = Instant.parse("2018-05-05T13:25:00Z");
        List<Prefix> standing = new ArrayList<>();
        April2018.subnets().forEach(l -> {
            if (l.removed() == null && April2018.isOfCampaign(l)) {
                standing.add(l.prefix());
            }
        });
        List<Prefix> telegram =
                ProviderRanges.bundled().edition("telegram", may).orElseThrow().prefixes();
        DamageReport report = new DamageAssessor(ServiceCatalogue.bundled(), "telegram", telegram)
                .at(standing, may, null, ServiceEvidence.none());
        assertEquals(BigInteger.valueOf(14_631_680), report.addresses());
        assertEquals(BigInteger.valueOf(9_472), report.targetAddresses());
        assertEquals(BigInteger.valueOf(14_622_208), report.otherAddresses());
        assertEquals(23, report.serviceAddresses(), "the 23 addresses that OONI found inside");
        assertEquals(1_543.73, report.price().addressesPerTargetAddress(), 0.01);
        assertEquals(57, report.blocked().size());
        assertTrue(report.named().stream().noneMatch(s -> s.status().isMeasured()));
    }
}
