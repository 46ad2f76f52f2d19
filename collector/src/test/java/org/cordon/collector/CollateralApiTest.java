package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.cordon.analysis.cli.update.RangeFolder;
import org.cordon.analysis.collateral.CatalogueReader;
import org.cordon.analysis.collateral.DamageAssessor;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else is hit and what the register says, over HTTP, of a collector that has taken in an hour of censorship. */
final class CollateralApiTest {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));

    @TempDir
    static Path dir;

    private static Running collector;

    @BeforeAll
    static void takeInAnHour() throws Exception {
        Path register = Files.writeString(
                dir.resolve("dump.csv"),
                "Updated: 2026-03-20 12:30:00 +0000\n18.184.0.0/16;;;X;1;2026-03-20\n34.64.0.0/10;;;X;2;2026-03-20\n"
                        + "300.1.1.1;;;X;3;2026-03-20\n");
        Map<String, String> settings = Map.of(
                "services", ServicesHour.list(dir).toString(), "registry", register.toString(), "ranges", ranges());
        collector = Running.start(dir.resolve("data"), settings, NOW::get);
        collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
        int sent;
        try (KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            sent = ServicesHour.send(collector, producer, NOW);
        }
        collector.until("all is archived", () -> collector.observations().size() == sent);
        collector.until("all is folded", () -> collector.metric("cordon_monitor_observations_total") == sent);
        collector.until(
                "the report has seen the last attempt",
                () -> named("kind=everything", "Shop").at("/attempts/failed").asInt() == 9 * 6);
    }

    /** As update-targets leaves it: since March 2026 18.184.0.0/15 belongs to another region than in 2018. */
    private static String ranges() throws Exception {
        String edition = "# made up\nprefix,region,service\n18.184.0.0/15,moon-1,EC2\n";
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(edition.getBytes(StandardCharsets.UTF_8)));
        Path folder = Files.createDirectories(dir.resolve("ranges"));
        Files.writeString(folder.resolve("amazon.csv"), edition);
        Files.writeString(
                folder.resolve("editions.csv"),
                "provider,from,file,sha256,source_sha256,source\namazon,2026-03-01,amazon.csv," + sha256 + "," + sha256
                        + ",made up\n");
        return folder.toString();
    }

    private static DetectorSettings settings() throws Exception {
        return DetectorSettings.defaults(RangeFolder.known(dir.resolve("ranges")));
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    private static JsonNode reports(String query) throws Exception {
        return collector.json("/api/v1/collateral?" + query);
    }

    private static JsonNode named(String query, String service) throws Exception {
        for (JsonNode one : reports(query).at("/results/0/damage/named")) {
            if (one.at("/service").asText().equals(service)) {
                return one;
            }
        }
        return Running.JSON.createObjectNode();
    }

    @Test
    void the_shop_is_measured_down_bank_and_airline_are_inferred_and_the_clinic_is_spared() throws Exception {
        Map<String, String> statuses = new TreeMap<>();
        JsonNode damage = reports("kind=everything").at("/results/0/damage");
        damage.at("/named")
                .forEach(s ->
                        statuses.put(s.at("/service").asText(), s.at("/status").asText()));
        assertEquals(Map.of("Shop", "measured_down", "Bank", "inferred", "Airline", "inferred"), statuses);
        assertEquals(131_072, damage.at("/other_addresses").asInt());
        assertEquals(0, damage.at("/target_addresses").asInt());
        JsonNode attempts = named("kind=everything", "Shop").at("/attempts");
        assertEquals(1, attempts.at("/controls_failed").asInt(), attempts.toString());
        assertEquals(0, attempts.at("/worked").asInt(), attempts.toString());
        assertEquals(
                2, named("kind=everything", "Airline").at("/attempts/failed").asInt(), "too few to say more");
        assertEquals("service-2", damage.at("/rule").asText());
    }

    @Test
    void what_pairs_prove_is_told_when_asked_for_and_nothing_where_nobody_paired() throws Exception {
        assertTrue(reports("kind=everything&pairs=true").at("/pairs").isArray());
        assertTrue(reports("kind=everything").at("/pairs").isMissingNode());
    }

    @Test
    void whose_the_addresses_are_is_said_by_the_newest_edition_that_was_fetched() throws Exception {
        JsonNode blocks = collector.json("/api/v1/blocks");
        assertEquals(2, blocks.at("/results").size(), blocks.toString());
        blocks.at("/results")
                .forEach(block -> assertEquals(
                        "[{\"provider\":\"amazon\",\"region\":\"moon-1\",\"addresses\":131072}]",
                        block.at("/providers").toString()));
        assertTrue(collector.get("/metrics").body().contains("region=\"moon-1\""));
    }

    @Test
    void the_archives_counts_say_what_single_observations_say() throws Exception {
        Instant when = NOW.get();
        ServiceCatalogue catalogue = ServiceCatalogue.bundled()
                .and(CatalogueReader.read(new StringReader(Files.readString(dir.resolve("services.csv"))), "services"));
        Detector detector = new Detector(settings());
        List<Observation> all = new ArrayList<>();
        ObservationReader reader = new ObservationReader();
        for (String line : collector.observations()) {
            Observation o = reader.read(line.getBytes(StandardCharsets.UTF_8));
            all.add(o);
            detector.accept(o);
            catalogue.addresses().accept(o);
        }
        List<DamageCase> cases = new ArrayList<>(DamageCase.of(detector.blocks(), detector.incidents(), when));
        cases.addAll(1, DamageCase.countries(detector.blocks(), when));
        DamageAssessor assessor = new DamageAssessor(
                catalogue,
                "telegram",
                ProviderRanges.bundled().edition("telegram", when).orElseThrow().prefixes());
        List<String> expected = new ArrayList<>();
        for (DamageCase c : cases) {
            all.forEach(c.evidence()::accept);
            expected.add(c.kind() + " "
                    + Running.JSON.readTree(
                            Json.mapper().writeValueAsString(assessor.at(c.space(), when, c.since(), c.evidence()))));
        }
        assertTrue(expected.size() >= 5, "everything, a country, an incident, two blocks: " + expected);
        List<String> told = new ArrayList<>();
        reports("as_of=" + when)
                .at("/results")
                .forEach(e ->
                        told.add(DamageCase.Kind.valueOf(e.at("/kind").asText().toUpperCase(java.util.Locale.ROOT))
                                + " " + e.at("/damage")));
        assertEquals(expected, told);
    }

    @Test
    void blocks_and_incidents_carry_the_short_form_and_the_verdict_itself_stays_as_it_was_published() throws Exception {
        for (String list : List.of("blocks?state=confirmed", "incidents?active=true")) {
            JsonNode one = collector.json("/api/v1/" + list).at("/results/0");
            JsonNode note = one.at("/collateral");
            assertEquals(131_072, note.at("/innocent_addresses").asInt(), one.toString());
            assertEquals("[\"Shop\"]", note.at("/measured_down").toString());
            assertEquals("[\"Bank\",\"Airline\"]", note.at("/inferred").toString());
            assertEquals(3, note.at("/services").asInt());
            for (JsonNode category : note.at("/categories")) {
                int sum = category.at("/measured_down").asInt()
                        + category.at("/measured_impaired").asInt()
                        + category.at("/measured_up").asInt()
                        + category.at("/down_everywhere").asInt()
                        + category.at("/inferred").asInt();
                assertEquals(category.at("/inside").asInt(), sum, "each service has one status: " + category);
            }
            String kind = list.substring(0, list.indexOf('?'));
            assertEquals(
                    one, collector.json("/api/v1/" + kind + "/" + one.at("/id").asText()));
        }
        assertFalse(collector.get("/api/v1/blocks?format=ndjson").body().contains("collateral"));
        assertEquals(PipelineTest.fold(collector.observations(), settings()), PipelineTest.board(collector));
    }

    @Test
    void the_metrics_agree_with_the_report_by_category_and_status() throws Exception {
        assertEquals(131_072, collector.metric("cordon_innocent_addresses{cc=\"RU\",}"));
        assertEquals(0, collector.metric("cordon_target_addresses{cc=\"RU\",target=\"telegram\",}"));
        Map<String, Double> measured = new TreeMap<>();
        for (JsonNode c : reports("kind=country&id=RU").at("/results/0/damage/categories")) {
            for (String status : List.of("measured_down", "down_everywhere", "inferred")) {
                String series = "cordon_collateral_services{cc=\"RU\",category=\""
                        + c.at("/category").asText() + "\",status=\"" + status + "\",}";
                assertEquals(c.at("/" + status).asInt(), collector.metric(series), series);
                measured.put(c.at("/category").asText() + " " + status, collector.metric(series));
            }
        }
        assertEquals(1, measured.get("e_commerce measured_down"), measured.toString());
        assertEquals(0, measured.get("e_commerce inferred"), measured.toString());
        assertEquals(1, measured.get("banking inferred"), measured.toString());
        assertEquals(1, measured.get("airline inferred"), measured.toString());
        assertEquals(0, measured.get("airline measured_down"), measured.toString());
        assertFalse(measured.containsKey("health inferred"), measured.toString());
    }

    @Test
    void reports_are_filtered_paged_and_asked_of_the_past() throws Exception {
        assertEquals(5, reports("").at("/metadata/total").asInt());
        assertEquals(2, reports("kind=block").at("/metadata/total").asInt());
        assertEquals(4, reports("probe_cc=RU").at("/metadata/total").asInt());
        assertEquals(0, reports("prefix=34.0.0.0/8").at("/metadata/total").asInt());
        assertEquals(
                0, reports("as_of=2026-03-20T12:05:00Z").at("/metadata/total").asInt(), "nothing was blocked then");
        JsonNode first = reports("limit=3&named=1");
        assertEquals(1, first.at("/results/0/damage/named").size());
        assertEquals(3, first.at("/results/0/damage/services").asInt(), "the sums count all");
        JsonNode second = reports("limit=3&cursor=" + first.at("/metadata/next").asText());
        assertEquals(2, second.at("/metadata/count").asInt());
        JsonNode steps = reports("steps=true").at("/steps");
        assertEquals(2, steps.size(), "one for each network");
        assertEquals("[\"Airline\",\"Bank\",\"Shop\"]", steps.at("/0/services").toString());
        assertEquals(0, steps.at("/1/addresses").asInt(), "the second network cuts off what is cut off already");
        for (String bad : List.of("kind=all", "named=0", "as_of=never", "id=" + "x".repeat(200), "nonsense=1")) {
            assertEquals(400, collector.get("/api/v1/collateral?" + bad).statusCode(), bad);
        }
    }

    @Test
    void the_register_is_held_against_the_board_network_by_network() throws Exception {
        JsonNode card = collector.json("/api/v1/registry/compare?probe_asn=AS12389");
        assertEquals(1, card.at("/metadata/total").asInt(), card.toString());
        assertEquals(1, card.at("/register_problems").asInt());
        JsonNode score = card.at("/results/0");
        assertEquals(65_536, score.at("/listed_and_blocked").asInt());
        assertEquals(65_536, score.at("/blocked_not_listed").asInt());
        assertEquals("18.185.0.0/16", score.at("/not_listed/0").asText());
        assertEquals(4_194_304, score.at("/listed_not_blocked").asInt(), "34.64.4.4 answers, so its prefix is open");
        assertEquals(0, score.at("/listed_unmeasured").asInt());
        assertEquals(1, score.at("/lags").size());
        assertEquals(
                2,
                collector
                        .json("/api/v1/registry/compare?probe_cc=RU")
                        .at("/metadata/total")
                        .asInt());
        assertEquals(65_536, registered("listed_blocked"));
        assertEquals(65_536, registered("blocked_not_listed"));
        assertEquals(4_194_304, registered("listed_open"));
        assertEquals(0, registered("blocked_lifted"));
        assertEquals(card.at("/listed").asDouble(), collector.metric("cordon_registry_listed_addresses"));
        JsonNode before = collector.json("/api/v1/registry/compare?probe_cc=RU&as_of=2026-03-20T12:10:00Z");
        assertEquals(0, before.at("/results/0/blocked").asInt(), before.toString());
    }

    private static double registered(String kind) throws Exception {
        return collector.metric("cordon_registry_addresses{cc=\"RU\",asn=\"12389\",class=\"" + kind + "\",}");
    }
}
