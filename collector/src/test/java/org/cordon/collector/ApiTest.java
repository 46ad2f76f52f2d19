package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over HTTP, of a collector that has taken in an hour of censorship. */
final class ApiTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));
    private static final List<String> STREAMED = new CopyOnWriteArrayList<>();

    @TempDir
    static Path dir;

    private static Running collector;
    private static int sent;

    @BeforeAll
    static void takeInAnHour() throws Exception {
        collector = Running.start(dir, Map.of("registry", "april-2018"), NOW::get);
        collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
        listen(STREAMED);
        try (KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            sent = CensoredHour.send(collector, producer, NOW);
        }
        collector.until("all is archived", () -> collector.observations().size() == sent);
        collector.until("blocks", () -> total("state=confirmed") == 2);
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    private static void listen(List<String> lines) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector.address() + "/api/v1/stream"))
                .build();
        HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
    }

    @Test
    void observations_are_filtered_and_paged() throws Exception {
        JsonNode first = collector.json("/api/v1/observations?limit=500");
        assertEquals(500, first.at("/metadata/count").asInt());
        JsonNode second = collector.json("/api/v1/observations?limit=10000&cursor="
                + first.at("/metadata/next").asText());
        assertEquals(sent - 500, second.at("/metadata/count").asInt());
        assertEquals(12 * 5 * 7, count(collector, "prefix=18.184.0.0/15"));
        assertEquals(12 * 7, count(collector, "ip=18.184.3.4"));
        assertEquals(9 * 5 * 3, count(collector, "failed=true&probe_asn=AS8359"));
        assertEquals(0, count(collector, "prefix=2001:db8::/32"));
        assertEquals(400, collector.get("/api/v1/observations?prefix=banana").statusCode());
    }

    @Test
    void blocks_incidents_networks_and_probes_are_counted() throws Exception {
        assertEquals(2, total("ip=18.184.3.4"));
        assertEquals(0, total("ip=18.186.3.4"));
        assertEquals(1, total("probe_asn=8359"));
        assertEquals(
                1, collector.json("/api/v1/incidents").at("/metadata/total").asInt());
        assertEquals(3, collector.json("/api/v1/networks").at("/metadata/count").asInt());
        assertEquals(7, collector.json("/api/v1/probes").at("/probes").asInt());
        assertEquals(2, collector.metric("cordon_blocks{cc=\"RU\",asn=\"8359\",state=\"confirmed\",}") * 2);
    }

    private static int count(Running collector, String query) throws Exception {
        return collector
                .json("/api/v1/observations?limit=10000&" + query)
                .at("/metadata/count")
                .asInt();
    }

    private static int total(String query) throws Exception {
        return collector.json("/api/v1/blocks?" + query).at("/metadata/total").asInt();
    }

    @Test
    void one_block_and_one_incident_have_an_address_of_their_own() throws Exception {
        JsonNode block = collector.json("/api/v1/blocks?limit=1").at("/results/0");
        assertEquals(block, collector.json("/api/v1/blocks/" + block.at("/id").asText()));
        JsonNode incident = collector
                .json("/api/v1/incidents?active=true&probe_cc=RU&prefix=18.0.0.0/8")
                .at("/results/0");
        assertEquals(
                incident,
                collector.json("/api/v1/incidents/" + incident.at("/id").asText()));
        for (String path : List.of("/api/v1/blocks/none", "/api/v1/incidents/none", "/api/v1/nothing", "/")) {
            assertProblem(404, path);
        }
    }

    @Test
    void blocks_page_with_a_cursor_and_come_as_lines() throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode page = collector.json("/api/v1/blocks?limit=1");
        while (true) {
            page.at("/results").forEach(block -> ids.add(block.at("/id").asText()));
            JsonNode next = page.at("/metadata/next");
            if (next.isMissingNode()) {
                break;
            }
            page = collector.json("/api/v1/blocks?limit=1&cursor=" + next.asText());
        }
        List<String> lines = new ArrayList<>();
        for (String line :
                collector.get("/api/v1/blocks?format=ndjson").body().lines().toList()) {
            lines.add(Running.JSON.readTree(line).at("/id").asText());
        }
        assertEquals(lines, ids);
    }

    @Test
    void the_stream_first_tells_what_is_and_then_every_change() throws Exception {
        assertEquals("event: live", STREAMED.get(0), "the board was empty when it began");
        Map<String, JsonNode> newest = new HashMap<>();
        for (String line : STREAMED) {
            if (line.startsWith("data: ") && line.contains("cidr")) {
                JsonNode block = Running.JSON.readTree(line.substring(6));
                newest.put(block.at("/id").asText(), block);
            }
        }
        Map<String, JsonNode> board = new HashMap<>();
        collector
                .json("/api/v1/blocks")
                .at("/results")
                .forEach(b -> board.put(b.at("/id").asText(), withoutAnnotation(b)));
        assertEquals(board, newest);
        List<String> late = new CopyOnWriteArrayList<>();
        listen(late);
        collector.until("the stream tells what is", () -> late.contains("event: live"));
        assertEquals(board.size(), late.indexOf("event: live") / 3, late.toString());
    }

    /** The verdict itself: who else is hit is added to answers, not to what is published. */
    private static JsonNode withoutAnnotation(JsonNode block) {
        return ((ObjectNode) block).without("collateral");
    }

    @Test
    void hostile_parameters_are_refused_by_name() throws Exception {
        Random random = new Random(7);
        String[] values = {
            "banana",
            "-1",
            "0",
            "99999999999",
            "'%20OR%201=1--",
            "%00",
            "..%2f..",
            "%ff%fe",
            "1e9",
            "AS",
            "2018-13-01",
            "%2B1000000000-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "x".repeat(3_000),
            "%f0%9f%98%80",
            "::/0",
            "1.2.3.4/33",
            "18.184.3.4%0a"
        };
        String[] lists = {
            "/api/v1/blocks",
            "/api/v1/incidents",
            "/api/v1/observations",
            "/api/v1/networks",
            "/api/v1/collateral",
            "/api/v1/registry/compare"
        };
        String[] names = {
            "state",
            "cause",
            "mechanism",
            "probe_cc",
            "probe_asn",
            "prefix",
            "ip",
            "since",
            "until",
            "limit",
            "cursor",
            "format",
            "failed",
            "active",
            "as_of",
            "kind",
            "id",
            "named",
            "steps",
            "test",
            "list",
            "nonsense"
        };
        for (int i = 0; i < 600; i++) {
            String path = lists[random.nextInt(lists.length)] + "?" + names[random.nextInt(names.length)] + "="
                    + values[random.nextInt(values.length)];
            int status = collector.get(path).statusCode();
            assertTrue(status == 200 || status == 400, status + " for " + path);
        }
        assertProblem(400, "/api/v1/blocks?prefix=banana", "'prefix' is not a prefix such as 18.184.0.0/15");
        assertProblem(400, "/api/v1/blocks?limit=0", "'limit' is not a whole number between 1 and 10000");
        assertProblem(400, "/api/v1/blocks?limit=1&limit=2", "'limit' stands twice");
        assertProblem(
                400,
                "/api/v1/blocks?since=9999999",
                "'since' is neither a time such as 2018-04-16T05:00:00Z nor a day");
        assertProblem(
                400,
                "/api/v1/observations?since=%2B1000000000-12-31T23:59:59Z",
                "'since' is not between the years 1970 and 9999");
        assertProblem(
                400, "/api/v1/observations?cursor=AAAA", "'cursor' is not one of this list; begin again without it");
        assertProblem(400, "/api/v1/observations?ip=1.2.3.4&prefix=1.2.3.0/24", "'ip' and 'prefix' exclude each other");
        assertProblem(
                400, "/api/v1/probes?prefix=1.2.3.0/24", "'prefix' is not a parameter of this endpoint; it has none");
        assertProblem(
                400,
                "/api/v1/blocks?prefix=18.185.0.0/15",
                "'prefix' has bits set behind its length; the prefix is 18.184.0.0/15");
        assertProblem(400, "/api/v1/blocks?ip=", "'ip' is empty; leave it out to filter by nothing");
        assertProblem(400, "/api/v1/blocks?state", "'state' is empty; leave it out to filter by nothing");
        for (String broken :
                List.of("?%zz=1", "?ip=%", "?prefix=%zz", "?probe_asn=%4", "?state=confirmed&ip=1.2.3.4%")) {
            assertProblem(
                    400, "/api/v1/blocks" + broken, "the query cannot be read: a '%' wants two hexadecimal digits");
        }
    }

    @Test
    void head_says_of_an_answer_what_get_would_say() throws Exception {
        for (String path : List.of(
                "/api/v1/blocks",
                "/api/v1/blocks/none",
                "/api/v1/blocks?limit=0",
                "/api/v1/observations",
                "/metrics")) {
            HttpResponse<String> get = collector.get(path);
            HttpRequest request = HttpRequest.newBuilder(URI.create(collector.address() + path))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> head = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(get.statusCode(), head.statusCode(), path);
            assertEquals(
                    get.headers().firstValue("Content-Type"), head.headers().firstValue("Content-Type"), path);
            assertEquals("", head.body());
        }
    }

    @Test
    void what_is_no_http_is_refused_as_everything_else_is() throws Exception {
        assertProblem(414, "/api/v1/blocks?ip=" + "1".repeat(10_000));
        assertProblem(400, "/api/v1/../../../etc/passwd");
        assertProblem(400, "/api/v1/stream?x=1", "'x' is not a parameter of this endpoint; it has none");
    }

    @Test
    void many_who_ask_at_a_time_wait_for_each_other() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(collector.address() + "/api/v1/observations?format=ndjson"))
                    .build();
            asked.add(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> one : asked) {
            assertEquals(200, one.get().statusCode(), one.get().body());
            assertEquals(sent, one.get().body().lines().count());
        }
    }

    @Test
    void other_methods_are_refused_and_nothing_is_stored() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(collector.address() + "/api/v1/blocks"))
                    .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(405, response.statusCode(), method);
        }
    }

    private static void assertProblem(int status, String path, String detail) throws Exception {
        assertEquals(detail, assertProblem(status, path).at("/detail").asText());
    }

    private static JsonNode assertProblem(int status, String path) throws Exception {
        String answer = RawHttp.get(collector.address(), path);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(
                answer.toLowerCase(java.util.Locale.ROOT).contains("content-type: application/problem+json"), answer);
        JsonNode problem = Running.JSON.readTree(answer.substring(answer.indexOf("{")));
        assertEquals(status, problem.at("/status").asInt());
        return problem;
    }

    @Test
    void the_metrics_speak_of_every_stage() throws Exception {
        String metrics = collector.get("/metrics").body();
        assertEquals(sent, collector.metric("cordon_archive_observations_total"));
        assertEquals(sent, collector.metric("cordon_monitor_observations_total"));
        assertEquals(84, collector.metric("cordon_intake_batches_total{outcome=\"accepted\",}"));
        for (String part : List.of("broker", "intake", "archive", "monitor", "board")) {
            assertEquals(1, collector.metric("cordon_part_up{part=\"" + part + "\",}"), part);
        }
        assertTrue(metrics.contains("cordon_verdict_delay_seconds_bucket"), "verdicts' delay");
        assertTrue(metrics.contains("jvm_memory_bytes_used"), "the JVM's own");
    }

    @Test
    void it_lives_and_is_ready() throws Exception {
        assertEquals("ok\n", collector.get("/healthz").body());
        JsonNode ready = collector.json("/readyz");
        assertTrue(ready.at("/ready").asBoolean());
        assertEquals(5, ready.at("/parts").size());
        assertEquals(0, ready.at("/parts/intake/waiting").asInt());
        assertFalse(ready.at("/parts/broker/since").asText().isEmpty());
    }
}
