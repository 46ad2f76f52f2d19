package org.cordon.probe.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

final class ScrubberTest {
    private final Scrubber scrubber = new Scrubber(TestTraces.LAPTOP);

    private static ObservationBuilder seen(String test, String ip) {
        return new ObservationBuilder()
                .id("r.1")
                .probe("p")
                .role(Role.VANTAGE)
                .cc("RU")
                .asn(12389)
                .at(Instant.EPOCH)
                .test(test)
                .ip(Address.parse(ip))
                .port(443);
    }

    private Observation scrub(Observation seen) {
        return scrubber.scrub(seen).orElseThrow();
    }

    private Object detail(String key, Object value) {
        Observation seen =
                seen("http", "149.154.167.51").detail(Map.of(key, value)).build();
        return scrub(seen).detail().get(key);
    }

    private String failure(String text) {
        Failure failure = new Failure(text);
        return String.valueOf(scrub(seen("http", "149.154.167.51")
                        .failure(failure)
                        .operation(Operation.READ)
                        .build())
                .failure());
    }

    @Test
    void a_block_page_that_names_the_subscriber_loses_the_name_and_keeps_the_rest() {
        assertEquals("(removed).stop.example", detail("redirect_host", "93-91-7-201.stop.example"));
        assertEquals("id(removed).stop.example", detail("redirect_host", "id30417752.stop.example"));
        assertEquals("warning.rt.ru", detail("redirect_host", "warning.rt.ru"));
        assertEquals("95.167.13.50", detail("redirect_host", "95.167.13.50"));
        assertEquals("own-network", detail("redirect_host", "185.220.77.1"));
    }

    @Test
    void answers_of_resolvers_lose_this_machine_and_its_link_only() {
        assertEquals(
                List.of("own-network", "149.154.167.99", "own-network", "10.10.34.34"),
                detail("dns_answers", List.of("185.220.77.13", "149.154.167.99", "2a02:2168:1::5", "10.10.34.34")));
        assertNull(scrub(seen("dns", "185.220.77.13").build()).ip());
        assertEquals(
                Address.parse("149.154.167.99"),
                scrub(seen("dns", "149.154.167.99").build()).ip());
    }

    @Test
    void the_providers_resolver_and_its_neighbour_are_the_systems_and_a_public_one_keeps_its_address() {
        assertEquals("system", detail("resolver", "185.99.3.2"));
        assertEquals("system", detail("resolver", "185.99.3.3"));
        assertEquals("8.8.8.8", detail("resolver", "8.8.8.8"));
        Observation asked = seen("dns", "149.154.167.99")
                .pair(new Pair("r.p1", "185.99.3.2 udp", 0))
                .build();
        assertEquals(new Pair("r.p1", "system", 0), scrub(asked).pair());
        Observation elsewhere =
                asked.toBuilder().pair(new Pair("r.p1", "9.9.9.9 dot", 1)).build();
        assertEquals(new Pair("r.p1", "9.9.9.9 dot", 1), scrub(elsewhere).pair());
    }

    @Test
    void an_attempt_at_the_providers_own_resolver_is_no_observation() {
        assertTrue(scrubber.scrub(seen("tcp", "185.99.3.2").build()).isEmpty());
        assertTrue(scrubber.scrub(seen("tcp", "185.99.3.3").build()).isPresent());
        assertTrue(scrubber.scrub(seen("tcp", "8.8.8.8").build()).isPresent());
    }

    @Test
    void error_texts_lose_addresses_and_names_in_every_spelling() {
        assertEquals(
                "unknown_failure: SocketException no way from (removed):5123",
                failure("unknown_failure: SocketException no way from 192.168.7.4:5123"));
        assertEquals("unknown_failure: at (removed)/x", failure("unknown_failure: at /home/AnnaSecretova/x"));
        assertEquals(
                "unknown_failure: (removed) (removed) (removed)",
                failure("unknown_failure: fe80::5e:a7ff:fe9c:11d3 02:5E:A7:9C:11:D3 ANNA-NOTEBOOK"));
        assertEquals("unknown_failure: at 10:15:30 root", failure("unknown_failure: at 10:15:30 root"));
    }

    @Test
    void what_the_format_names_stays_as_it_is() {
        for (String text : List.of("generic_timeout_error", "connection_reset", "ssl_unknown_authority")) {
            assertEquals(text, failure(text));
        }
        assertEquals("ok", detail("certificate_verification", "ok"));
        assertEquals("TLSv1.3", detail("tls_version", "TLSv1.3"));
        assertEquals(Map.of("connect", 12.3), detail("stages", Map.of("connect", 12.3)));
        assertEquals(List.of(List.of(1L, 2L, 3L)), detail("series", List.of(List.of(1L, 2L, 3L))));
    }

    @Test
    void no_text_makes_it_fail_or_slow() {
        SplittableRandom random = new SplittableRandom(11);
        String alphabet = "0123456789.:-_abcdefANN /[]()\\$é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(300); n >= 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String unknown = Failure.unknown(text.toString()).text();
            String clean = failure(unknown.strip().equals("unknown_failure:") ? unknown + "x" : unknown);
            assertEquals(
                    clean.strip(), failure(clean).strip(), "seed 11, case " + i + ": cleaning twice changes something");
        }
    }
}
