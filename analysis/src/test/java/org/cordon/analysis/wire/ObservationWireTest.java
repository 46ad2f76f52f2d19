package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObservationWireTest {
    private static final String LEAST = """
            {"v":1,"id":"a","probe":"p","role":"vantage","cc":"RU","asn":12389,"at":"2018-04-16T05:00:00.000Z",\
            "test":"tcp","ip":"149.154.167.51","port":443,"failure":null}""";

    private static final Observation FULL = new ObservationBuilder()
            .id("01J")
            .probe("p1")
            .site("s1")
            .role(Role.CONTROL)
            .cc("DE")
            .asn(4_294_967_295L)
            .access(Access.MOBILE)
            .region("RU-DA")
            .run("r1")
            .mode(LinkMode.ALLOWLIST)
            .at(Instant.parse("2026-03-20T12:00:00.123Z"))
            .received(Instant.parse("2026-03-20T12:00:01.000Z"))
            .test("tls")
            .list("telegram")
            .listVersion("2026-08")
            .ip(Address.parse("2001:67c:4e8:f002::a"))
            .port(443)
            .host("web.telegram.org")
            .failure(Failure.unknown("weird\nanswer\u0000"))
            .operation(Operation.TLS_HANDSHAKE)
            .ms(12.5)
            .timeoutMs(10_000)
            .attempt(2)
            .sinceLastMs(600_000L)
            .pair(new Pair("c1", "neutral", 1))
            .detail(Map.of("bytes_received", 16_384L, "series", List.of(List.of(1L, 2.5)), "blockpage", false))
            .build();

    private static String write(Observation... observations) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObservationWriter writer = new ObservationWriter(bytes)) {
            for (Observation o : observations) {
                writer.write(o);
            }
        }
        return bytes.toString(UTF_8);
    }

    private static Observation read(String line) throws InvalidObservationException {
        return new ObservationReader().read(line.getBytes(UTF_8));
    }

    @Test
    void what_is_written_is_read_back_and_written_the_same() throws Exception {
        String line = write(FULL);
        assertEquals(FULL, read(line.strip()));
        assertEquals(line, write(read(line.strip())));
        assertTrue(line.endsWith("}\n"));
    }

    @Test
    void lines_stand_one_below_the_other() throws Exception {
        assertEquals(2, write(FULL, FULL).lines().count());
    }

    @Test
    void the_least_line_is_enough_and_unknown_keys_are_ignored() throws Exception {
        Observation least = read(LEAST);
        assertTrue(least.succeeded());
        assertEquals(LEAST, write(least).strip());
        assertEquals(least, read(LEAST.replace("{\"v\"", "{\"new\":{\"a\":[1,{\"b\":null}]},\"v\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"v\":1               | \"v\":2            | 'v': only version 1 is known",
                "\"id\":\"a\",         | ''                 | 'id' is missing",
                "\"failure\":null      | \"x\":1            | 'failure' is missing",
                "\"id\":\"a\"          | \"id\":7           | 'id': is not a string",
                "\"id\":\"a\"          | \"id\":\"\"        | 'id': is empty",
                "\"role\":\"vantage\"  | \"role\":\"king\"  | 'role': 'king' is not a known word",
                "\"role\":\"vantage\"  | \"role\":\"VANTAGE\"  | 'role': 'VANTAGE' is not a known word",
                "\"cc\":\"RU\"         | \"cc\":\"ru\"      | 'cc': is not a country code of two capital letters",
                "\"asn\":12389         | \"asn\":-1         | 'asn': is not between 0 and 4294967295",
                "\"asn\":12389         | \"asn\":99999999999999999999 | 'asn': is not between 0 and 4294967295",
                "\"asn\":12389         | \"asn\":\"AS1\"    | 'asn': is not a whole number",
                "\"port\":443          | \"port\":65536     | 'port': is not between 0 and 65535",
                "149.154.167.51        | localhost          | 'ip': not an IP address: 'localhost'",
                "05:00:00.000Z         | 05:00:00.000+03:00 | 'at': is not a time in UTC ending in 'Z'",
            })
    void a_wrong_key_is_named_with_the_reason(String part, String instead, String reason) {
        InvalidObservationException e =
                assertThrows(InvalidObservationException.class, () -> read(LEAST.replace(part, instead)));
        assertEquals(reason, e.getMessage());
    }

    @Test
    void truncated_and_foreign_text_is_refused_whatever_it_is() {
        for (int length = 0; length < LEAST.length(); length++) {
            String cut = LEAST.substring(0, length);
            assertThrows(InvalidObservationException.class, () -> read(cut), cut);
        }
        for (String line : List.of("[]", "1", "null", "\u0000", LEAST + LEAST, "{\"v\":".repeat(2_000))) {
            assertThrows(InvalidObservationException.class, () -> read(line));
        }
        String deep = LEAST.replace("\"v\":1", "\"v\":1,\"detail\":{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}");
        assertThrows(InvalidObservationException.class, () -> read(deep));
    }

    @Test
    void mutated_lines_are_read_or_refused_but_never_break_the_reader() throws Exception {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] base = write(FULL).strip().getBytes(UTF_8);
        ObservationReader reader = new ObservationReader();
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] line = base.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
            }
            try {
                write(reader.read(line));
                read++;
            } catch (InvalidObservationException refused) {
                assertTrue(refused.getMessage().length() < 2_000, () -> "seed " + seed);
            }
        }
        assertTrue(read > 0, "seed " + seed + ": some mutations are harmless");
    }
}
