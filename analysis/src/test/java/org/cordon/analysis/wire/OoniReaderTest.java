package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.junit.jupiter.api.Test;

final class OoniReaderTest {
    private static final String WEB =
            "{\"annotations\":{},\"data_format_version\":\"0.2.0\",\"input\":\"https://example.org/\","
                    + "\"measurement_start_time\":\"2024-03-01 10:59:58\",\"probe_asn\":\"AS12389\",\"probe_cc\":\"RU\","
                    + "\"probe_ip\":\"127.0.0.1\",\"report_id\":\"r1\",\"test_name\":\"web_connectivity\",\"test_keys\":{"
                    + "\"requests\":[{\"response\":{\"body\":\"<a>\"}}],"
                    + "\"tcp_connect\":[{\"ip\":\"52.58.0.1\",\"port\":443,\"status\":{\"failure\":\"generic_timeout_error\","
                    + "\"success\":false},\"t0\":0.5,\"t\":10.5},{\"ip\":\"2a01:4f8::1\",\"port\":443,"
                    + "\"status\":{\"failure\":null,\"success\":true},\"t0\":1,\"t\":1.05}],"
                    + "\"tls_handshakes\":[{\"network\":\"tcp\",\"address\":\"[2a01:4f8::1]:443\",\"server_name\":\"example.org\","
                    + "\"failure\":\"connection_reset\",\"t0\":1.05,\"t\":1.1},"
                    + "{\"network\":\"udp\",\"address\":\"52.58.0.1:443\",\"failure\":null,\"t\":1}],"
                    + "\"control\":{\"tcp_connect\":{\"52.58.0.1:443\":{\"status\":true,\"failure\":null}}}}}";

    private static List<Observation> read(String line) throws InvalidObservationException {
        byte[] bytes = line.getBytes(UTF_8);
        return new OoniReader().read(bytes, 0, bytes.length);
    }

    @Test
    void connects_handshakes_and_the_helper_become_observations() throws Exception {
        List<Observation> all = read(WEB);
        assertEquals(4, all.size());
        Observation timeout = all.get(0);
        assertEquals(Failure.GENERIC_TIMEOUT_ERROR, timeout.failure());
        assertEquals(Operation.CONNECT, timeout.operation());
        assertEquals(Instant.parse("2024-03-01T10:59:58.500Z"), timeout.at());
        assertEquals(10_000.0, timeout.ms());
        assertEquals(12389, timeout.asn());
        assertNull(all.get(1).failure());
        Observation reset = all.get(2);
        assertEquals("tls", reset.test());
        assertEquals("example.org", reset.host());
        assertEquals(Operation.TLS_HANDSHAKE, reset.operation());
        assertEquals(Role.CONTROL, all.get(3).role());
        assertNull(all.get(3).failure());
        assertEquals(4, all.stream().map(Observation::id).distinct().count());
        assertEquals(all, read(WEB));
    }

    @Test
    void measurements_as_ooni_publishes_them_are_read() throws Exception {
        String[] lines = new String(Fixtures.bytes("ooni.jsonl"), UTF_8).split("\n");
        assertEquals(
                List.of(
                        "149.154.167.99:443 generic_timeout_error VANTAGE",
                        "2001:67c:4e8:f004::9:443 network_unreachable VANTAGE",
                        "149.154.167.99:80 ok VANTAGE",
                        "149.154.167.99:443 ok CONTROL",
                        "2001:67c:4e8:f004::9:443 ok CONTROL"),
                read(lines[0]).stream().map(OoniReaderTest::text).toList());
        List<Observation> telegram = read(lines[1]);
        assertEquals(13, telegram.size(), "twelve connections to six data centres, and the web's handshake");
        assertEquals(
                5,
                telegram.stream()
                        .filter(o -> o.test().equals("tcp") && !o.succeeded())
                        .count());
        assertTrue(telegram.stream().allMatch(o -> o.list().equals("telegram") && o.asn() == 8359));
        assertEquals(Failure.CONNECTION_RESET, telegram.get(12).failure());
    }

    private static String text(Observation o) {
        return o.ip() + ":" + o.port() + " "
                + (o.failure() == null ? "ok" : o.failure().text()) + " " + o.role();
    }

    @Test
    void what_a_network_says_within_an_hour_is_one_probes_say() throws Exception {
        String sameHour = WEB.replace("10:59:58", "10:01:00").replace("\"r1\"", "\"r2\"");
        String nextHour = WEB.replace("10:59:58", "11:00:01");
        assertEquals(read(WEB).get(0).probe(), read(sameHour).get(0).probe());
        assertTrue(!read(WEB).get(0).probe().equals(read(nextHour).get(0).probe()));
        assertTrue(!read(WEB).get(0).id().equals(read(sameHour).get(0).id()));
    }

    @Test
    void old_measurements_write_false_for_no_failure_and_telegram_is_read() throws Exception {
        String old = WEB.replace("\"failure\":null,\"success\":true", "\"failure\":false,\"success\":true")
                .replace("web_connectivity", "telegram");
        assertNull(read(old).get(1).failure());
        assertEquals("telegram", read(old).get(0).list());
    }

    @Test
    void what_is_no_such_measurement_is_refused_with_the_reason() {
        assertRefused("nonsense", "not JSON");
        assertRefused("[]", "not a JSON object");
        assertRefused(WEB.replace("web_connectivity", "ndt"), "'test_name': 'ndt' is not read");
        assertRefused(WEB.replace("AS12389", "12389"), "'probe_asn'");
        assertRefused(WEB.replace("2024-03-01 10:59:58", "yesterday"), "'measurement_start_time'");
        assertRefused(WEB.substring(0, WEB.length() - 5), "not JSON");
    }

    private static void assertRefused(String line, String reason) {
        String message = String.valueOf(assertThrows(InvalidObservationException.class, () -> read(line))
                .getMessage());
        assertTrue(message.contains(reason), message);
    }

    /** Bounded in the build; {@code -Dcordon.fuzz=1000000} for as long as one likes. */
    @Test
    void no_line_breaks_it() {
        int rounds = Integer.getInteger("cordon.fuzz", 20_000);
        SplittableRandom random = new SplittableRandom(4);
        byte[] good = WEB.getBytes(UTF_8);
        for (int round = 0; round < rounds; round++) {
            byte[] bad = Mutations.of(good, random);
            try {
                new OoniReader().read(bad, 0, bad.length);
            } catch (InvalidObservationException expected) {
                assertTrue(!String.valueOf(expected.getMessage()).isEmpty(), "round " + round);
            }
        }
    }
}
