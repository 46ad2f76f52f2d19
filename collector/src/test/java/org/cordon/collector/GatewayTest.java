package org.cordon.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.broker.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gateway under the attacks that it must withstand: real HTTP, real broker, real archive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatewayTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    /** An address of AS25513 in Moscow, as the bundled table has it; only ever written in a header here. */
    private static final String MOSCOW = "95.165.10.20";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path dir;
    private Running collector;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        dir = data;
        Map<String, String> settings = Map.of(
                "trusted-proxies", "127.0.0.0/8",
                "trust-claims", "false",
                "site-batches", "30",
                "max-batch", "20000",
                "max-batch-plain", "100000");
        collector = Running.start(dir, settings, InstantSource.fixed(NOW));
        collector.until("ready", () -> collector.get("/readyz").statusCode() == 200);
    }

    @AfterAll
    void stop() {
        collector.close();
    }

    private HttpResponse<String> post(String sender, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector.address() + "/api/v1/batches"))
                .header("X-Forwarded-For", sender)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private List<JsonNode> archived(TestProbe probe) throws Exception {
        String prefix = probe.name().substring(0, 8) + "-";
        List<JsonNode> found = new ArrayList<>();
        for (String line : collector.observations()) {
            JsonNode node = JSON.readTree(line);
            if (node.path("id").asText().startsWith(prefix)) {
                found.add(node);
            }
        }
        return found;
    }

    @Test
    void network_and_role_come_from_the_address_not_from_the_claim_and_the_address_is_nowhere() throws Exception {
        TestProbe probe = new TestProbe(Role.CONTROL, "DE", 24940);
        assertEquals(
                202,
                post(MOSCOW, probe.batch(List.of(probe.open("18.184.3.4", NOW))))
                        .statusCode());
        collector.until("archived", () -> archived(probe).size() == 1);
        JsonNode o = archived(probe).get(0);
        assertEquals("vantage", o.path("role").asText());
        assertEquals("RU", o.path("cc").asText());
        assertEquals(25513, o.path("asn").asInt());
        assertNotEquals(probe.name(), o.path("probe").asText());
        assertFalse(anywhere("95.165.10"), "the sender's address, or its /24, was written down");
    }

    /** Whether any file of the collector's data, topics and archive included, holds {@code text}. */
    private boolean anywhere(String text) throws Exception {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void a_batch_that_is_sent_again_is_accepted_again_and_counts_once() throws Exception {
        TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 1);
        byte[] batch = probe.batch(List.of(probe.open("18.184.3.5", NOW)));
        HttpResponse<String> first = post(MOSCOW, batch);
        HttpResponse<String> second = post(MOSCOW, batch);
        assertEquals(202, first.statusCode());
        assertEquals(202, second.statusCode());
        assertTrue(first.body().length() < 200, "the answer fits into one packet");
        byte[] last = probe.batch(List.of(probe.open("18.184.3.6", NOW)));
        post(MOSCOW, last);
        collector.until("archived", () -> archived(probe).size() >= 2);
        assertEquals(2, archived(probe).size());
    }

    @Test
    void a_forged_or_cut_batch_a_bomb_and_an_oversize_are_refused_with_the_reason() throws Exception {
        TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 1);
        byte[] batch = probe.batch(List.of(probe.open("18.184.3.7", NOW)));
        assertEquals(
                "truncated", refused(post("198.51.100.1", java.util.Arrays.copyOf(batch, batch.length - 30)), 400));
        assertEquals("not_gzip", refused(post("198.51.100.1", "hello".getBytes(StandardCharsets.US_ASCII)), 400));
        assertEquals("too_large", refused(post("198.51.100.1", bomb()), 400));
        assertEquals("too_large", refused(post("198.51.100.1", new byte[20_001]), 413));
        byte[] forged = TestProbe.gunzip(batch);
        forged[80] ^= 1;
        assertEquals("bad_signature", refused(post("198.51.100.1", TestProbe.gzip(forged)), 400));
        Map<String, Integer> published = new TreeMap<>();
        for (JsonNode rejection : Rejected.read(collector.bootstrap(), 5)) {
            published.merge(rejection.path("reason").asText(), 1, Integer::sum);
            assertFalse(rejection.toString().contains("198.51.100"), "the sender's address is kept nowhere");
        }
        assertEquals(Map.of("truncated", 1, "not_gzip", 1, "too_large", 2, "bad_signature", 1), published);
        assertEquals(2, collector.metric("cordon_gateway_batches_total{outcome=\"too_large\",}"));
        assertEquals(0, archived(probe).size());
    }

    private static String refused(HttpResponse<String> response, int status) throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        return JSON.readTree(response.body()).path("title").asText();
    }

    /** 10 MB of zeros in 10 kB. */
    private static byte[] bomb() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[10_000_000]);
        }
        return out.toByteArray();
    }

    @Test
    void a_thousand_keys_behind_one_24_are_one_site_and_share_its_quota() throws Exception {
        Set<Integer> answers = new HashSet<>();
        int accepted = 0;
        List<TestProbe> probes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 1);
            probes.add(probe);
            HttpResponse<String> answer = post("212.48.3." + i, probe.batch(List.of(probe.open("18.184.9.9", NOW))));
            answers.add(answer.statusCode());
            accepted += answer.statusCode() == 202 ? 1 : 0;
            if (answer.statusCode() == 429) {
                assertTrue(Integer.parseInt(
                                answer.headers().firstValue("Retry-After").orElse("0"))
                        >= 1);
            }
        }
        assertEquals(Set.of(202, 429), answers);
        assertEquals(30, accepted);
    }

    @Test
    void a_stamp_that_is_forged_or_moved_to_another_batch_says_nothing() throws Exception {
        TestProbe probe = new TestProbe(Role.VANTAGE, "RU", 12389);
        byte[] batch = probe.batch(List.of(probe.open("18.184.3.8", NOW)));
        try (KafkaProducer<String, byte[]> producer = TestProbe.producer(collector.bootstrap())) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.BATCHES, probe.name(), batch);
            record.headers().add("cordon-gateway", "12389 RU s1 0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
            producer.send(record).get();
        }
        collector.until("archived", () -> archived(probe).size() == 1);
        assertEquals("ZZ", archived(probe).get(0).path("cc").asText());
    }
}
