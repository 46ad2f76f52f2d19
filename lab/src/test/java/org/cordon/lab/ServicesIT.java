package org.cordon.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop, a bank and an airline in a subnet that two networks cut off, and a clinic next door, on real sockets: probes ask for
 * shop, bank and clinic by name, of the airline it is only known where it lives. The report of {@code collateral}, the
 * collector's API and its metrics tell what was measured from what is inferred, and agree.
 */
final class ServicesIT {
    private static final Path RESOURCES = Demonstration.ROOT.resolve("lab/src/test/resources");

    @TempDir
    static Path dir;

    private static JsonNode api;
    private static JsonNode report;

    @BeforeAll
    static void play() throws Exception {
        Demonstration.assumeNamespaces();
        Demonstration.Ran ran = Demonstration.run(
                120,
                Map.of(),
                Demonstration.lab(
                        "demo",
                        "--once",
                        "--grace=60",
                        "--root=" + Demonstration.ROOT,
                        "--scenario=" + RESOURCES.resolve("services.yaml"),
                        "--services=" + RESOURCES.resolve("services.csv"),
                        "--out=" + dir));
        assertEquals(0, ran.status(), ran.out());
        api = Json.mapper().readTree(dir.resolve("collateral.json").toFile());
        report = report();
    }

    /** What the command makes of the same observations, at the moment for which the API answered. */
    private static JsonNode report() throws Exception {
        String jar = Demonstration.ROOT
                .resolve("analysis/target/cordon-analysis.jar")
                .toString();
        Path printed = dir.resolve("report.json");
        Demonstration.Ran ran = Demonstration.run(
                60,
                Map.of("PRINTED", printed.toString()),
                List.of(
                        "sh",
                        "-c",
                        "exec \"$@\" > \"$PRINTED\"",
                        "sh",
                        Demonstration.JAVA,
                        "-jar",
                        jar,
                        "collateral",
                        "--format=json",
                        "--services=" + RESOURCES.resolve("services.csv"),
                        "--at=" + api.path("when").asText(),
                        dir.resolve("observations.jsonl").toString()));
        assertEquals(0, ran.status(), ran.out());
        return Json.mapper().readTree(printed.toFile());
    }

    private static Map<String, String> statuses(JsonNode damage) {
        Map<String, String> statuses = new TreeMap<>();
        damage.path("named")
                .forEach(s -> statuses.put(
                        s.path("service").asText(), s.path("status").asText()));
        return statuses;
    }

    @Test
    void shop_and_bank_are_measured_down_the_airline_is_inferred_and_the_clinic_is_not_inside() {
        JsonNode everything = report.at("/reports/0/damage");
        assertEquals(
                Map.of("Shop", "measured_down", "Bank", "measured_down", "Airline", "inferred"), statuses(everything));
        assertEquals(131_072, everything.path("other_addresses").asInt(), everything.toString());
        assertEquals("[\"18.184.0.0/15\"]", everything.path("blocked").toString());
        for (JsonNode service : everything.path("named")) {
            JsonNode attempts = service.path("attempts");
            boolean asked = !service.path("service").asText().equals("Airline");
            assertEquals(asked, attempts.path("failed").asInt() >= 3, service.toString());
            assertEquals(asked, attempts.path("controls_worked").asInt() >= 2, service.toString());
        }
    }

    @Test
    void the_clinic_next_door_was_asked_for_as_well_and_answered() throws IOException {
        Map<String, Integer> outcomes = new HashMap<>();
        for (String line : Files.readAllLines(dir.resolve("observations.jsonl"))) {
            JsonNode o = Json.mapper().readTree(line);
            if (o.path("host").asText().equals("clinic.example")
                    && o.path("list").asText().equals("collateral")) {
                String network = "AS" + o.path("asn").asLong();
                outcomes.merge(network + (o.path("failure").isNull() ? " worked" : " failed"), 1, Integer::sum);
            }
        }
        for (long asn : new long[] {12_389, 8_359, 24_940}) {
            assertTrue(outcomes.getOrDefault("AS" + asn + " worked", 0) >= 3, outcomes.toString());
        }
    }

    @Test
    void the_api_says_of_everything_each_incident_and_each_block_what_the_report_says() {
        Map<String, JsonNode> told = new TreeMap<>();
        api.path("results")
                .forEach(r ->
                        told.put(r.path("kind").asText() + " " + r.path("id").asText(), r.path("damage")));
        List<String> kinds = new ArrayList<>();
        for (JsonNode one : report.path("reports")) {
            String kind = one.path("kind").asText();
            kinds.add(kind);
            assertEquals(
                    one.path("damage"), told.remove(kind + " " + one.path("id").asText()), kind);
        }
        assertEquals(List.of("everything", "incident", "block", "block"), kinds);
        assertEquals(List.of("country RU"), List.copyOf(told.keySet()), "the API has countries too");
        assertEquals(report.at("/reports/0/damage"), told.get("country RU"));
    }

    @Test
    void the_metrics_count_what_the_report_names() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        expected.put("cordon_innocent_addresses{cc=\"RU\",} ", 131_072);
        expected.put("cordon_target_addresses{cc=\"RU\",target=\"telegram\",} ", 0);
        for (JsonNode category : report.at("/reports/0/damage/categories")) {
            for (String status :
                    List.of("measured_down", "measured_impaired", "measured_up", "down_everywhere", "inferred")) {
                expected.put(
                        "cordon_collateral_services{cc=\"RU\",category=\""
                                + category.path("category").asText() + "\",status=\"" + status + "\",} ",
                        category.path(status).asInt());
            }
        }
        assertEquals(2 + 3 * 5, expected.size(), "three categories, five statuses each");
        Map<String, Integer> told = new TreeMap<>();
        for (String line : Files.readAllLines(dir.resolve("metrics.txt"))) {
            if (line.matches("cordon_(innocent|target|collateral)_.*")) {
                int value = line.lastIndexOf(' ') + 1;
                told.put(line.substring(0, value), (int) Double.parseDouble(line.substring(value)));
            }
        }
        assertEquals(expected, told);
    }

    /** A pair of which one half was tried before the block may speak for the name; it is outvoted or leaves it open. */
    @Test
    void paired_attempts_prove_that_it_is_the_prefix_and_not_the_name() {
        Map<String, String> verdicts = new TreeMap<>();
        report.path("pairs")
                .forEach(f -> verdicts.put(
                        f.path("host").asText() + " AS" + f.path("asn").asLong(),
                        f.path("verdict").asText()));
        assertEquals(
                Set.of("shop.example AS12389", "shop.example AS8359", "bank.example AS12389", "bank.example AS8359"),
                verdicts.keySet(),
                "nothing is to be explained about the clinic, nor in the network that cuts nobody off");
        assertTrue(verdicts.containsValue("prefix"), report.path("pairs").toString());
        assertFalse(verdicts.containsValue("name"), report.path("pairs").toString());
    }
}
