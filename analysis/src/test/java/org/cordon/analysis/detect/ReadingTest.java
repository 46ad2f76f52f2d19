package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

final class ReadingTest {
    private static final Instant BEGIN = Instant.parse("2026-06-01T00:00:00Z");

    private static ObservationBuilder attempt(String probe, String test, int number) {
        return new ObservationBuilder()
                .id(probe + test + number)
                .probe(probe)
                .role(probe.equals("control") ? Role.CONTROL : Role.VANTAGE)
                .cc(probe.equals("control") ? "DE" : "RU")
                .asn(12389)
                .at(BEGIN.plusSeconds(number))
                .test(test)
                .ip(Address.parse("104.16.1." + (10 + number % 8)))
                .port(443);
    }

    private static List<Block> found(ObservationBuilder... attempts) {
        Detector detector = new Detector(DetectorSettings.defaults(null));
        for (ObservationBuilder attempt : attempts) {
            detector.accept(attempt.build());
        }
        return detector.blocks();
    }

    private static Observation transfer(double goodput, Map<String, Object> more) {
        Map<String, Object> detail = new java.util.HashMap<>(more);
        detail.put("goodput_kbps", goodput);
        return attempt("a", "transfer", 1).detail(detail).build();
    }

    @Test
    void a_slow_transfer_says_something_only_beside_a_fast_line() {
        assertEquals(true, Reading.slow(transfer(130, Map.of("control_goodput_kbps", 5_000))));
        assertNull(Reading.slow(transfer(130, Map.of())));
        assertNull(Reading.slow(transfer(130, Map.of("control_goodput_kbps", 300))));
        assertEquals(false, Reading.slow(transfer(2_000, Map.of())));
    }

    @Test
    void a_handshake_that_waits_for_a_lost_packet_is_slow_and_a_far_server_is_not() {
        Map<String, Object> lostSyn = Map.of("stages", Map.of("connect", 1_040, "mtproto_handshake", 1_080));
        Map<String, Object> lostWord = Map.of("stages", Map.of("connect", 40, "mtproto_handshake", 400));
        Map<String, Object> far = Map.of("stages", Map.of("connect", 400, "mtproto_handshake", 800));
        assertEquals(
                true, Reading.slow(attempt("a", "mtproto", 1).detail(lostSyn).build()));
        assertEquals(
                true, Reading.slow(attempt("a", "mtproto", 1).detail(lostWord).build()));
        assertEquals(false, Reading.slow(attempt("a", "mtproto", 1).detail(far).build()));
    }

    @Test
    void a_page_that_came_from_the_censor_did_not_work() {
        assertTrue(Reading.worked(attempt("a", "http", 1).build()));
        assertFalse(Reading.worked(
                attempt("a", "http", 1).detail(Map.of("blockpage", "c_isp_rkn")).build()));
    }

    @Test
    void a_transfer_that_only_the_targets_name_freezes_is_a_block_of_the_name() {
        assertEquals(List.of(Mechanism.SNI), frozen(false));
        assertEquals(List.of(Mechanism.TRANSFER_FREEZE), frozen(true));
    }

    private static List<Mechanism> frozen(boolean underAnyName) {
        ObservationBuilder[] attempts = new ObservationBuilder[3 * 32];
        for (int i = 0; i < 32; i++) {
            attempts[i] = attempt("control", "transfer", i);
        }
        for (int i = 32; i < attempts.length; i++) {
            boolean named = i / 8 % 2 == 0;
            ObservationBuilder one = attempt(i / 16 % 2 == 0 ? "a" : "b", "transfer", i)
                    .pair(new Pair("p" + i, named ? "target" : "neutral", 0));
            boolean fails = named || underAnyName;
            attempts[i] = fails ? one.failure(Failure.GENERIC_TIMEOUT_ERROR).operation(Operation.READ) : one;
        }
        return found(attempts).stream()
                .flatMap(block -> block.mechanisms().stream())
                .toList();
    }
}
