package org.cordon.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.wire.Json;
import org.cordon.lab.SavedPrometheus.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * April 2018 on real sockets, three times as fast as it is shipped and with a shop, a bank and an airline inside. The collector
 * finds it, a Prometheus beside it scrapes what it says, and every query of every panel, variable, annotation and rule is held
 * against what the scenario implies.
 */
final class AprilIT {
    private static final Path RESOURCES = Demonstration.ROOT.resolve("lab/src/test/resources");
    private static final Path DASHBOARDS = Demonstration.ROOT.resolve("dashboards");
    private static final Pattern SECONDS = Pattern.compile("(start|8359|12389|31133): (\\d+)s");

    @TempDir
    static Path dir;

    private static Scenario scenario;
    private static Demonstration.Ran ran;
    private static SavedPrometheus prometheus;

    @BeforeAll
    static void play() throws Exception {
        Demonstration.assumeNamespaces();
        boolean installed = Demonstration.run(20, Map.of(), List.of("sh", "-c", "command -v prometheus"))
                        .status()
                == 0;
        Assertions.assertTrue(installed || System.getenv("CI") == null, "prometheus is not installed");
        Assumptions.assumeTrue(installed, "prometheus is not installed: apt install prometheus");
        Path file = Files.writeString(dir.resolve("april.yaml"), quick());
        scenario = ScenarioFile.read(file.toString());
        List<String> command = Demonstration.lab(
                "demo",
                "--once",
                "--grace=60",
                "--prometheus",
                "--root=" + Demonstration.ROOT,
                "--scenario=" + file,
                "--services=" + RESOURCES.resolve("services.csv"),
                "--out=" + dir.resolve("out"));
        // on a terminal, as most people see it: there a table is drawn again and again
        String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        ran = Demonstration.run(200, Map.of("TERM", "xterm"), List.of("script", "-qec", line, "/dev/null"));
        assertEquals(0, ran.status(), ran.out());
        prometheus = SavedPrometheus.open(dir.resolve("out/prometheus/tsdb"), dir);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    /** The shipped scenario, quicker, with what services need to live in. */
    private static String quick() throws IOException {
        String shipped =
                Demonstration.text(Demonstration.ROOT.resolve("analysis/src/main/resources/scenarios/april-2018.yaml"));
        Matcher seconds = SECONDS.matcher(shipped);
        return seconds.replaceAll(m -> m.group(1) + ": " + Integer.parseInt(m.group(2)) / 3 + "s")
                .replace("end: 52s", "end: 32s")
                .replace("duration: 75s", "duration: 36s")
                .replace(
                        "\ntargets:\n",
                        "\ntargets:\n  - {list: amazon, cidr: 18.184.0.0/13, count: 4}\n"
                                + "  - {list: control, cidr: 8.8.8.0/24, count: 1}\n");
    }

    @Test
    void every_block_is_found_exactly_and_detect_finds_the_same_again_byte_for_byte() throws Exception {
        assertTrue(ran.out().contains("\u001b["), "a table that is drawn again");
        assertTrue(ran.out().contains("Every scripted block was found exactly, and nothing was invented."), ran.out());
        for (String row : List.of(
                "AS12389 Rostelecom   149.154.160.0/20", "18.184.0.0/15", "ip_reset", "ip_unreachable", "ip_drop")) {
            assertTrue(ran.out().contains(row), row + " is not in\n" + ran.out());
        }
        String jar = Demonstration.ROOT
                .resolve("analysis/target/cordon-analysis.jar")
                .toString();
        Path again = dir.resolve("again");
        Demonstration.Ran detect = Demonstration.run(
                60,
                Map.of(),
                List.of(
                        "sh",
                        "-c",
                        "\"$0\" -jar \"$1\" detect \"$2\" > \"$3\"",
                        Demonstration.JAVA,
                        jar,
                        dir.resolve("out/observations.jsonl").toString(),
                        again.toString()));
        assertEquals(0, detect.status(), detect.out());
        assertArrayEquals(Files.readAllBytes(dir.resolve("out/blocks.json")), Files.readAllBytes(again));
    }

    @Test
    void every_query_of_every_panel_variable_annotation_and_rule_answers_what_the_scenario_implies() throws Exception {
        Script script = new Script(scenario, dir.resolve("out/observations.jsonl"));
        String cidr = incident("18.184.0.0/15");
        Expectations expectations = new Expectations(script, cidr);
        Map<String, String> wrong = new TreeMap<>();
        Set<String> queries = queries(cidr);
        for (String query : queries) {
            List<Sample> answer = prometheus.ask(query);
            String complaint = expectations.complaint(query, answer);
            if (complaint != null) {
                wrong.put(
                        query,
                        complaint + "; answered " + answer.stream().limit(5).toList());
            }
        }
        assertTrue(queries.size() > 70, queries.size() + " queries");
        assertEquals(Map.of(), wrong);
    }

    @Test
    void there_is_one_alert_for_each_incident_one_for_the_jump_and_none_that_the_scenario_gives_no_reason_for()
            throws Exception {
        Map<String, List<String>> alerts = new TreeMap<>();
        prometheus
                .ask("ALERTS")
                .forEach(
                        s -> alerts.computeIfAbsent(s.labels().getOrDefault("alertname", ""), name -> new ArrayList<>())
                                .add(s.labels().getOrDefault("id", "")));
        Set<String> active = ids("cordon_incident_networks_blocking");
        assertEquals(
                Set.of("CordonNewIncident", "CordonTelegramDataCentreLost", "CordonCollateralJump"), alerts.keySet());
        assertEquals(active, new TreeSet<>(alerts.get("CordonNewIncident")));
        assertEquals(active.size(), alerts.get("CordonNewIncident").size(), "one an incident");
        assertEquals(
                ids("cordon_incident_networks_blocking{provider=\"telegram\"}"),
                new TreeSet<>(alerts.get("CordonTelegramDataCentreLost")));
        assertEquals(1, alerts.get("CordonCollateralJump").size());
    }

    private static Set<String> ids(String query) throws Exception {
        return prometheus.ask(query).stream()
                .map(s -> s.labels().getOrDefault("id", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the variable offers for {@code prefix}: its own incident, or that of a wider one of which it is a part. */
    private static String incident(String prefix) throws Exception {
        return prometheus.ask("cordon_incident_started_seconds{cc=\"RU\"}").stream()
                .map(s -> s.labels().getOrDefault("cidr", ""))
                .filter(cidr -> org.cordon.analysis.prefix.Prefix.parse(cidr)
                        .contains(org.cordon.analysis.prefix.Prefix.parse(prefix)))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> queries(String cidr) throws Exception {
        Set<String> queries = new TreeSet<>();
        List<Path> boards;
        try (Stream<Path> files = Files.walk(DASHBOARDS.resolve("grafana"))) {
            boards = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertEquals(18, boards.size());
        for (Path file : boards) {
            JsonNode board = Json.mapper().readTree(file.toFile());
            queries.addAll(board.findValuesAsText("expr"));
            for (JsonNode variable : board.at("/templating/list")) {
                queries.add(variable.at("/definition").asText().replaceAll("^label_values\\((.*), (\\w+)\\)$", "$1"));
            }
        }
        Matcher rules = Pattern.compile("record: \\S+\\s+expr: (.*)")
                .matcher(Demonstration.text(DASHBOARDS.resolve("rules.yml")));
        while (rules.find()) {
            queries.add(rules.group(1).strip());
        }
        return queries.stream()
                .map(query -> query.replace("$cc", "RU")
                        .replace("$asn", "8359")
                        .replace("$cidr", cidr)
                        .replace("$provider", "amazon"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
