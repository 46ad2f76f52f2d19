package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Operation;
import org.junit.jupiter.api.Test;

final class AtlasReaderTest {
    private static final String COMMON = "\"fw\":4900,\"af\":4,\"dst_addr\":\"149.154.167.99\",\"dst_port\":\"443\","
            + "\"from\":\"95.24.1.1\",\"method\":\"TLS\",\"msm_id\":12,\"prb_id\":%d,\"timestamp\":1523890000,"
            + "\"type\":\"sslcert\"";
    private static final String GOOD =
            "{" + COMMON.formatted(1) + ",\"cert\":[\"-----BEGIN\"],\"rt\":83.2,\"ttc\":41.1}";
    private static final String ALERT =
            "{" + COMMON.formatted(2) + ",\"alert\":{\"level\":2,\"description\":40},\"rt\":80,\"ttc\":40}";
    private static final String TIMEOUT = "{" + COMMON.formatted(3) + ",\"err\":\"connect: timeout\"}";

    private final List<String> refused = new ArrayList<>();

    private List<Observation> read(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return read(bytes);
    }

    private List<Observation> read(byte[] bytes) {
        AtlasReader reader = new AtlasReader((probe, from, v6) -> new AtlasReader.Network("RU", 1_000 + probe));
        return reader.read(bytes, 0, bytes.length, refused::add);
    }

    @Test
    void a_certificate_is_a_success_and_an_alert_an_answer() {
        Observation good = read(GOOD).get(0);
        assertNull(good.failure());
        assertEquals(Instant.ofEpochSecond(1_523_890_000), good.at());
        assertEquals(443, good.port());
        assertEquals(1_001, good.asn());
        assertEquals(83.2, good.ms());
        Observation alert = read(ALERT).get(0);
        assertEquals(Failure.SSL_FAILED_HANDSHAKE, alert.failure());
        assertEquals(Operation.TLS_HANDSHAKE, alert.operation());
    }

    @Test
    void errors_before_and_after_connecting_are_told_apart() {
        Observation timeout = read(TIMEOUT).get(0);
        assertEquals(Failure.GENERIC_TIMEOUT_ERROR, timeout.failure());
        assertEquals(Operation.CONNECT, timeout.operation());
        Observation hello = read(TIMEOUT.replace("connect: timeout", "timeout reading hello\",\"ttc\":\"")
                        .replace("\"ttc\":\"\"", "\"ttc\":12"))
                .get(0);
        assertEquals(Operation.TLS_HANDSHAKE, hello.operation());
        assertEquals(
                Failure.CONNECTION_REFUSED,
                read(TIMEOUT.replace("connect: timeout", "connect: Connection refused"))
                        .get(0)
                        .failure());
        assertEquals(
                Failure.HOST_UNREACHABLE,
                read(TIMEOUT.replace("connect: timeout", "connect: No route to host"))
                        .get(0)
                        .failure());
    }

    @Test
    void results_as_the_api_gives_them_are_read() throws Exception {
        List<Observation> all = new ArrayList<>();
        byte[] file = Fixtures.bytes("atlas-sslcert.jsonl");
        for (String line : new String(file, UTF_8).split("\n")) {
            all.addAll(read(line));
        }
        assertEquals(
                List.of(
                        "null null",
                        "generic_timeout_error connect",
                        "connection_refused connect",
                        "host_unreachable connect",
                        "generic_timeout_error tls_handshake",
                        "ssl_failed_handshake tls_handshake"),
                all.stream()
                        .map(o -> (o.failure() == null ? null : o.failure().text()) + " "
                                + (o.operation() == null ? null : o.operation().name()))
                        .toList());
        assertEquals(List.of("'dnserr': the name was not resolved, so no address was tried"), refused);
        assertEquals("2001:67c:4e8:f002::a", String.valueOf(all.get(5).ip()));
        assertEquals(176.528, all.get(0).ms());
        assertEquals(Instant.parse("2018-09-03T05:09:30Z"), all.get(0).at());
    }

    @Test
    void one_array_and_one_result_a_line_are_the_same() {
        List<Observation> array = read("[" + GOOD + "," + ALERT + "," + TIMEOUT + "]");
        assertEquals(3, array.size());
        List<Observation> lines = new ArrayList<>(read("[" + GOOD + ","));
        lines.addAll(read(ALERT + ","));
        lines.addAll(read(TIMEOUT + "]"));
        assertEquals(array, lines);
        assertEquals(List.of(), refused);
    }

    @Test
    void one_bad_result_of_an_array_does_not_cost_the_others() {
        assertEquals(
                2, read("[" + GOOD + ",{\"type\":\"ping\"}," + TIMEOUT + "]").size());
        assertEquals(List.of("'type': only sslcert is read"), refused);
        assertEquals(1, read("[" + GOOD + "," + TIMEOUT.substring(0, 60)).size());
        assertTrue(refused.get(1).startsWith("not JSON"), refused.toString());
    }

    /** Bounded in the build; {@code -Dcordon.fuzz=1000000} for as long as one likes. */
    @Test
    void no_line_breaks_it() {
        int rounds = Integer.getInteger("cordon.fuzz", 20_000);
        SplittableRandom random = new SplittableRandom(5);
        byte[] good = ("[" + GOOD + "," + ALERT + "," + TIMEOUT + "]").getBytes(UTF_8);
        int used = 0;
        for (int round = 0; round < rounds; round++) {
            used += read(Mutations.of(good, random)).size();
        }
        assertTrue(used > rounds && !refused.isEmpty(), used + " used");
    }
}
