package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cordon.analysis.cli.Ran.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop, a bank and an airline inside 18.184.0.0/15, which is cut off after twenty minutes, and a clinic outside. */
final class CollateralAndCompareTest {
    private static final Map<String, String> SERVICES = Map.of(
            "shop.example", "18.184.0.2",
            "bank.example", "18.184.200.1",
            "airline.example", "18.185.10.1",
            "clinic.example", "18.186.0.1");

    @TempDir
    Path dir;

    /** Probes and a control ask for addresses, the shop is also asked for by name; the control resolves all names. */
    private String world() throws IOException {
        StringBuilder lines = new StringBuilder();
        int id = 0;
        for (int minute = 0; minute < 50; minute++) {
            for (String ip : List.of(
                    "18.184.0.2", "18.184.200.1", "18.185.10.1", "18.185.255.253", "18.183.255.254", "18.186.0.1")) {
                boolean dead = minute >= 20 && (ip.startsWith("18.184.") || ip.startsWith("18.185."));
                lines.append(line(id++, "p" + minute % 3, "vantage", minute, "tcp", ip, null, dead));
                lines.append(line(id++, "c", "control", minute, "tcp", ip, null, false));
            }
            for (Map.Entry<String, String> service : SERVICES.entrySet()) {
                lines.append(line(id++, "c", "control", minute, "dns", service.getValue(), service.getKey(), false));
            }
            for (String host : List.of("shop.example", "clinic.example")) {
                boolean dead = minute >= 20 && host.startsWith("shop");
                String ip = SERVICES.get(host);
                lines.append(line(id++, "p" + minute % 3, "vantage", minute, "tls", ip, host, dead));
                lines.append(line(id++, "c", "control", minute, "tls", ip, host, false));
            }
        }
        return Files.writeString(dir.resolve("observations.jsonl"), lines).toString();
    }

    private static String line(
            int id, String probe, String role, int minute, String test, String ip, String host, boolean dead) {
        return String.format(
                "{\"v\":1,\"id\":\"%d\",\"probe\":\"%s\",\"role\":\"%s\",\"cc\":\"%s\",\"asn\":%d,"
                        + "\"at\":\"2018-04-16T05:%02d:00.000Z\",\"test\":\"%s\",\"ip\":\"%s\",\"port\":443,"
                        + "\"host\":%s,\"failure\":%s}%n",
                id,
                probe,
                role,
                role.equals("control") ? "DE" : "RU",
                role.equals("control") ? 24_940 : 12_389,
                minute,
                test,
                ip,
                host == null ? "null" : '"' + host + '"',
                dead ? "\"generic_timeout_error\",\"operation\":\"connect\"" : "null");
    }

    private String services() throws IOException {
        return Files.writeString(
                        dir.resolve("services.csv"),
                        "name,domain,category\nShop,shop.example,e-commerce\nBank,bank.example,bank\n"
                                + "Airline,airline.example,airline\nClinic,clinic.example,health\n")
                .toString();
    }

    @Test
    void only_the_service_that_was_asked_for_by_name_is_measured_down() throws IOException {
        Ran ran = run("collateral", "--format", "json", "--services", services(), world());
        assertEquals(0, ran.status(), ran.err());
        JsonNode everything = Json.mapper().readTree(ran.out()).get("reports").get(0);
        assertEquals("everything", everything.get("kind").asText(), ran.out());
        Map<String, String> statuses = new HashMap<>();
        everything
                .get("damage")
                .get("named")
                .forEach(s ->
                        statuses.put(s.get("service").asText(), s.get("status").asText()));
        assertEquals(Map.of("Shop", "measured_down", "Bank", "inferred", "Airline", "inferred"), statuses, ran.out());
        assertEquals(131_072, everything.get("damage").get("addresses").asInt(), "the block's own size");
    }

    @Test
    void the_text_keeps_measured_and_inferred_apart_and_names_what_the_prefix_changed() throws IOException {
        Ran ran = run("collateral", "--services", services(), world());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("measured down     Shop (18.184.0.2)"), ran.out());
        assertTrue(ran.out().contains("inferred          Bank"), ran.out());
        assertTrue(ran.out().contains("services: Airline, Bank, Shop"), ran.out());
    }

    @Test
    void the_register_is_held_against_the_block_and_bad_rows_are_named_by_line() throws IOException {
        Path dump = Files.writeString(
                dir.resolve("dump.csv"),
                "Updated: 2018-04-16 05:10:00 +0000\n18.184.0.0/16;;;X;1;2018-04-16\n300.1.1.1;;;X;2;2018-04-16\n");
        Ran ran = run("compare", "--format", "json", "--register", dump.toString(), world());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.err().contains("dump.csv:3: "), ran.err());
        JsonNode score = Json.mapper().readTree(ran.out()).get("networks").get(0);
        assertEquals(65_536, score.get("listed_and_blocked").asInt(), ran.out());
        assertEquals(65_536, score.get("blocked_not_listed").asInt(), ran.out());
        assertEquals("18.185.0.0/16", score.get("not_listed").get(0).asText());
    }

    @Test
    void a_damaged_later_member_of_a_packed_register_is_told_and_proves_no_absence() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write("Updated: 2018-04-16 05:10:00 +0000\n18.184.0.0/16;;;X;1;2018-04-16\n".getBytes(UTF_8));
        }
        bytes.write("this was to be another member".getBytes(UTF_8));
        Path dump = Files.write(dir.resolve("dump.csv.gz"), bytes.toByteArray());
        Ran ran = run("compare", "--format", "json", "--register", dump.toString(), world());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.err().contains("dump.csv.gz:2: the file breaks off (bytes stand behind"), ran.err());
        assertTrue(ran.out().contains("the register is truncated"), ran.out());
        assertTrue(ran.out().contains("\"listed_and_blocked\":65536"), ran.out());
    }

    @Test
    void standard_input_is_refused_because_it_cannot_be_read_twice() {
        Ran ran = run("collateral", "-");
        assertEquals(1, ran.status());
        assertTrue(ran.err().contains("standard input"), ran.err());
    }
}
