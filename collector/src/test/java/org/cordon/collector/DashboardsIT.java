package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.collector.config.ConfigReader;
import org.cordon.collector.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of every dashboard and rule, asked of a real Prometheus that scrapes a collector. */
final class DashboardsIT {
    private static final Path ROOT = Path.of("../dashboards").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));
    private final InstantSource clock = now::get;

    private static void assumeInstalled(String command) throws Exception {
        NodeModules.need(NodeModules.isInstalled(command), command + " is not installed: apt install prometheus");
    }

    @Test
    void the_rules_pass_promtool() throws Exception {
        assumeInstalled("promtool");
        for (List<String> command : List.of(
                List.of("promtool", "check", "config", "prometheus.yml"),
                List.of("promtool", "test", "rules", "rules.test.yml"))) {
            Path out = dir.resolve("promtool.out");
            Process process = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), Files.readString(out));
        }
    }

    @Test
    void dashboards_have_unique_ids_panels_that_do_not_overlap_and_one_data_source() throws Exception {
        Set<String> uids = new HashSet<>();
        for (Path file : dashboards()) {
            JsonNode board = JSON.readTree(file.toFile());
            assertTrue(uids.add(board.at("/uid").asText()), file + ": its uid is another's");
            Set<Integer> ids = new HashSet<>();
            Set<String> cells = new HashSet<>();
            for (JsonNode panel : board.at("/panels")) {
                assertTrue(ids.add(panel.at("/id").asInt()), file + ": " + panel.at("/title"));
                assertEquals("cordon-prometheus", panel.at("/datasource/uid").asText(), file.toString());
                JsonNode at = panel.at("/gridPos");
                assertTrue(at.at("/x").asInt() + at.at("/w").asInt() <= 24, file.toString());
                for (int x = 0; x < at.at("/w").asInt(); x++) {
                    for (int y = 0; y < at.at("/h").asInt(); y++) {
                        String cell =
                                (at.at("/x").asInt() + x) + "," + (at.at("/y").asInt() + y);
                        assertTrue(cells.add(cell), file + ": panels overlap at " + cell);
                    }
                }
            }
        }
        assertEquals(18, uids.size());
        assertTrue(Files.readString(ROOT.resolve("grafana/provisioning/datasources/cordon.yml"))
                .contains("uid: cordon-prometheus"));
    }

    @Test
    void the_compose_file_names_files_that_are_there_and_settings_that_exist() throws Exception {
        JsonNode services =
                new YAMLMapper().readTree(ROOT.resolve("compose.yaml").toFile()).at("/services");
        assertEquals(3, services.size());
        for (JsonNode service : services) {
            assertTrue(
                    service.at("/image").asText().matches("[a-z/-]+:v?[0-9].*"), "a version: " + service.at("/image"));
            for (JsonNode volume : service.at("/volumes")) {
                String source = volume.asText().replaceFirst(":.*", "");
                boolean isBuilt = source.endsWith("/cordon-collector.jar");
                assertTrue(!source.startsWith(".") || isBuilt || Files.exists(ROOT.resolve(source)), source);
            }
        }
        Map<String, String> flags = new HashMap<>();
        for (JsonNode word : services.at("/collector/command")) {
            if (word.asText().startsWith("--")) {
                String[] flag = word.asText().substring(2).split("=", 2);
                assertTrue(
                        Settings.ALL.stream().anyMatch(setting -> setting.key().equals(flag[0])), word.asText());
                flags.put(flag[0], flag[1]);
            }
        }
        assertEquals(8080, ConfigReader.read(null, flags).config().listen().port());
    }

    @Test
    void the_example_for_alertmanager_groups_by_labels_that_alerts_have_and_knows_every_alert() throws Exception {
        JsonNode example =
                new YAMLMapper().readTree(ROOT.resolve("alertmanager.yml").toFile());
        Set<String> receivers = new HashSet<>(example.at("/receivers").findValuesAsText("name"));
        for (String named : example.at("/route").findValuesAsText("receiver")) {
            assertTrue(receivers.contains(named), named);
        }
        String rules = Files.readString(ROOT.resolve("rules.yml"));
        Matcher alerts = Pattern.compile("Cordon[A-Z][A-Za-z]+").matcher(example.toString());
        int named = 0;
        while (alerts.find()) {
            assertTrue(rules.contains("alert: " + alerts.group()), alerts.group());
            named++;
        }
        assertEquals(8, named);
        for (JsonNode label : example.at("/route/group_by")) {
            assertTrue(
                    rules.contains("$labels." + label.asText())
                            || label.asText().equals("alertname"),
                    label.asText());
        }
    }

    private static List<Path> dashboards() throws Exception {
        try (Stream<Path> files = Files.walk(ROOT.resolve("grafana"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void every_query_is_valid_of_a_collector_that_has_just_started_and_blocks_change_what_they_answer()
            throws Exception {
        assumeInstalled("prometheus");
        try (Running collector = Running.start(dir.resolve("data"), Map.of(), clock);
                KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap());
                Scraper prometheus = Scraper.start(dir, ROOT.resolve("rules.yml"), collector.address())) {
            collector.until("scraped", () -> prometheus.value("up{job=\"cordon-collector\"}") == 1);
            assertValidBeforeAnything(prometheus);
            CensoredHour.send(collector, producer, now);
            collector.until("scraped", () -> prometheus.value("cordon_incidents{cc=\"RU\",state=\"active\"}") == 1);
            assertEquals(131_072, prometheus.value("cordon_blocked_space_addresses{cc=\"RU\"}"));
            assertEquals(131_072, prometheus.value("cordon_blocked_addresses{asn=\"8359\"}"));
            assertEquals(2, prometheus.value("cordon_incident_networks_blocking{cidr=\"18.184.0.0/15\"}"));
            assertEquals(2, prometheus.value("cordon_active_blocks{mechanism=\"ip_drop\",state=\"confirmed\"}"));
            assertEquals(3, prometheus.value("cordon_network_sites{asn=\"12389\"}"));
            assertEquals(
                    131_072,
                    prometheus.value("cordon_blocked_provider_addresses{asn=\"8359\",provider=\"amazon\","
                            + "region=\"eu-central-1\"}"));
            // three probes: 5 free addresses in 12 rounds, the others in the 3 rounds before the block
            String ok = "cordon_observations_total{asn=\"8359\",test=\"tcp\",result=\"ok\"}";
            collector.until("the last round is scraped", () -> prometheus.value(ok) == 225);
            assertEquals(135, prometheus.value("cordon_observations_total{asn=\"8359\",result=\"failed\"}"));
            collector.until("rules", () -> prometheus.value("count(ALERTS{alertname=\"CordonNewIncident\"})") == 1);
            collector.until("ratios", () -> prometheus.has("cordon:reachability:ratio5m{asn=\"8359\"}"));
        }
    }

    /** Each query is valid, and what needs no measurement has an answer at once; lab's AprilIT holds all against values. */
    private static void assertValidBeforeAnything(Scraper prometheus) throws Exception {
        List<String> answered = new ArrayList<>();
        for (String query : queries()) {
            if (prometheus.has(query)) {
                answered.add(query);
            }
        }
        assertTrue(answered.contains("count(cordon_part_up == 0) or vector(0)"), answered.toString());
        assertTrue(answered.contains("cordon_collector_info"), answered.toString());
        assertFalse(
                answered.contains("cordon_blocked_space_addresses{cc=\"RU\"}"), "it must not say 0: nothing is known");
    }

    private static List<String> queries() throws Exception {
        Set<String> queries = new HashSet<>();
        for (Path file : dashboards()) {
            JsonNode board = JSON.readTree(file.toFile());
            board.findValuesAsText("expr").forEach(expr -> queries.add(filled(expr)));
            for (JsonNode variable : board.at("/templating/list")) {
                String inner = variable.at("/definition").asText().replaceAll("^label_values\\((.*), (\\w+)\\)$", "$1");
                queries.add(filled(inner));
            }
        }
        return queries.stream().sorted().toList();
    }

    private static String filled(String expr) {
        return expr.replace("$cc", "RU")
                .replace("$asn", "8359")
                .replace("$cidr", "18.184.0.0/15")
                .replace("$provider", "amazon");
    }

    /** A Prometheus of its own on a free port of loopback. */
    private record Scraper(Process process, String address) implements AutoCloseable {
        static Scraper start(Path dir, Path rules, String collector) throws Exception {
            Path config = Files.writeString(
                    dir.resolve("prometheus.yml"),
                    "global: {scrape_interval: 500ms, evaluation_interval: 500ms}\nrule_files: ['" + rules
                            + "']\nscrape_configs:\n  - job_name: cordon-collector\n    static_configs:\n"
                            + "      - targets: ['" + collector.replace("http://", "") + "']\n");
            String address = "127.0.0.1:" + Running.freePort();
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + dir.resolve("tsdb"),
                            "--web.listen-address=" + address)
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("prometheus.log").toFile())
                    .start();
            return new Scraper(process, "http://" + address);
        }

        private JsonNode ask(String query) throws Exception {
            JsonNode answer = JSON.readTree(
                    Running.get(address, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                            .body());
            assertEquals("success", answer.at("/status").asText(), query + ": " + answer);
            return answer.at("/data/result");
        }

        boolean has(String query) throws Exception {
            return !ask(query).isEmpty();
        }

        /** The one value of the answer; NaN where there is none or the server is not up yet. */
        double value(String query) throws Exception {
            try {
                JsonNode result = ask(query);
                return result.isEmpty() ? Double.NaN : result.at("/0/value/1").asDouble();
            } catch (java.io.IOException starting) {
                return Double.NaN;
            }
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
