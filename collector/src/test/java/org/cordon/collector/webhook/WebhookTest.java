package org.cordon.collector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.targets.AsNames;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.Boards;
import org.cordon.collector.board.TestBlocks;
import org.cordon.collector.supervise.Condition;
import org.cordon.collector.supervise.Worker;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Networks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks against a real server on loopback, which fails as real ones do. */
final class WebhookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Networks NETWORKS = new Networks(AsNames.bundled());
    private static final Instant NOW = Instant.parse("2018-04-16T16:00:00Z");
    private static final byte[] SECRET = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @TempDir
    Path dir;

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final CollectorRegistry registry = new CollectorRegistry();
    private final WebhookMetrics metrics = new WebhookMetrics(registry);
    private final Condition condition = new Condition("webhook 1", () -> NOW);
    private volatile Function<Got, Integer> answers = any -> 204;
    private HttpServer server;

    private record Got(String id, String timestamp, String signature, byte[] body) {
        JsonNode json() throws Exception {
            return JSON.readTree(body);
        }
    }

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) {
        try (exchange) {
            Got one = new Got(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    exchange.getRequestBody().readAllBytes());
            got.add(one);
            int status = answers.apply(one);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:9/");
            }
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (java.io.IOException e) {
            // the client went away
        }
    }

    private Worker start(Board board) {
        Webhook.Pace pace =
                new Webhook.Pace(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(40), new Random(1));
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        Webhook.Receiver receiver = new Webhook.Receiver(1, address, dir.resolve("ledger.json"));
        Message message = new Message(NETWORKS, new Credit("https://cordon.example.org", "CC BY 4.0"));
        return Worker.start(
                condition, new Webhook(receiver, board, message, new Signature(SECRET), metrics, pace, () -> NOW));
    }

    private double count(String outcome) {
        Double value = registry.getSampleValue(
                "cordon_webhook_messages_total", new String[] {"receiver", "outcome"}, new String[] {"1", outcome});
        return value == null ? 0 : value;
    }

    private void until(String what, Callable<Boolean> isSo) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!isSo.call()) {
            if (System.nanoTime() > end) {
                fail("not within 20 s: " + what + "; got " + got.size() + ", " + condition.problem());
            }
            Thread.sleep(10);
        }
    }

    private static void show(Board board, List<Block> blocks) {
        TestBlocks.show(board, blocks, List.of(TestBlocks.incident(9, blocks)));
    }

    @Test
    void a_message_is_signed_as_the_standard_says() {
        // the example of the specification's libraries, standard-webhooks 1.0
        String body = "{\"test\": 2432232314}";
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                new Signature(SECRET)
                        .of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_receiver_that_fails_first_gets_the_same_message_again_until_it_takes_it() throws Exception {
        Board board = Boards.empty();
        answers = any -> got.size() <= 3 ? new int[] {500, 302, 0}[got.size() - 1] : 200;
        try (Worker worker = start(board)) {
            until("the ledger is there", () -> Files.exists(dir.resolve("ledger.json")));
            show(board, TestBlocks.frankfurt());
            until("delivered", () -> count("delivered") == 1);
        }
        assertEquals(4, got.size());
        assertEquals(3, count("failed"));
        assertEquals(1, got.stream().map(Got::id).distinct().count(), "the receiver can tell that it is the same");
        for (Got one : got) {
            assertEquals(
                    new Signature(SECRET).of(one.id(), Long.parseLong(one.timestamp()), one.body()), one.signature());
        }
        JsonNode message = got.get(3).json();
        assertEquals("incident.opened", message.at("/type").asText());
        assertEquals("52.58.0.0/15", message.at("/data/incident/cidr").asText());
        assertTrue(message.at("/data/text/en").asText().startsWith("Since 16 April 2018, 17:34 Moscow time, 7 of 9"));
        assertTrue(message.at("/data/text/ru").asText().startsWith("С 16 апреля"));
        assertTrue(message.at("/data/text/fr").asText().startsWith("Depuis le 16 avril"));
        assertTrue(message.at("/data/page").asText().startsWith("https://cordon.example.org/incidents/i"));
    }

    @Test
    void opening_change_end_and_withdrawal_are_told_once_each() throws Exception {
        Board board = Boards.empty();
        List<Block> all = TestBlocks.frankfurt();
        List<Block> ended = new ArrayList<>();
        try (Worker worker = start(board)) {
            until("the ledger is there", () -> Files.exists(dir.resolve("ledger.json")));
            show(board, all.subList(0, 2));
            until("opened", () -> count("delivered") == 1);
            show(board, all.subList(0, 2));
            show(board, all);
            until("changed", () -> count("delivered") == 2);
            ended.add(
                    TestBlocks.block(12389, "52.58.0.0/15", all.get(0).started().toString())
                            .ended("2018-04-17T00:00:00Z")
                            .build());
            show(board, ended);
            until("ended", () -> count("delivered") == 3);
            TestBlocks.show(board, ended, List.of());
            until("withdrawn", () -> count("delivered") == 4);
            Thread.sleep(100);
        }
        List<String> types = new ArrayList<>();
        for (Got one : got) {
            types.add(one.json().at("/type").asText().replace("incident.", ""));
        }
        assertEquals(List.of("opened", "changed", "ended", "withdrawn"), types);
    }

    @Test
    void a_new_receiver_is_not_told_the_past_and_a_restart_tells_what_happened_meanwhile() throws Exception {
        Map<Incident, List<Block>> many = TestBlocks.many(500);
        List<Block> blocks = many.values().stream().flatMap(List::stream).toList();
        List<Incident> incidents = List.copyOf(many.keySet());
        Board board = TestBlocks.board(blocks, incidents.subList(0, 400));
        try (Worker worker = start(board)) {
            until("well", condition::isWell);
        }
        assertEquals(0, got.size());
        TestBlocks.show(board, blocks, incidents);
        try (Worker worker = start(board)) {
            until("the hundred new ones", () -> count("delivered") == 100);
        }
        Set<String> ids = new HashSet<>();
        got.forEach(one -> ids.add(one.id()));
        assertEquals(100, ids.size());
    }

    @Test
    void a_receiver_that_was_away_is_told_the_last_state_only_and_never_more_than_the_bound() throws Exception {
        Board board = Boards.empty();
        answers = any -> 503;
        Map<Incident, List<Block>> many = TestBlocks.many(Webhook.MOST_PENDING + 200);
        try (Worker worker = start(board)) {
            until("the ledger is there", () -> Files.exists(dir.resolve("ledger.json")));
            show(board, TestBlocks.frankfurt().subList(0, 2));
            until("it fails", () -> count("failed") >= 3);
            assertFalse(condition.isWell());
            TestBlocks.show(board, many.values().stream().flatMap(List::stream).toList(), List.copyOf(many.keySet()));
            until("the oldest are skipped", () -> count("skipped") == 200);
            Double pending =
                    registry.getSampleValue("cordon_webhook_pending", new String[] {"receiver"}, new String[] {"1"});
            assertEquals(Webhook.MOST_PENDING, pending);
        }
    }

    @Test
    void a_message_that_is_refused_for_good_does_not_hold_up_the_others() throws Exception {
        Map<Incident, List<Block>> two = TestBlocks.many(2);
        String bad = List.copyOf(two.keySet()).get(0).id();
        Board board = Boards.empty();
        answers = one -> new String(one.body(), StandardCharsets.UTF_8).contains(bad) ? 422 : 200;
        try (Worker worker = start(board)) {
            until("the ledger is there", () -> Files.exists(dir.resolve("ledger.json")));
            TestBlocks.show(board, two.values().stream().flatMap(List::stream).toList(), List.copyOf(two.keySet()));
            until("the other is delivered", () -> count("delivered") == 1);
        }
        assertEquals(1, count("given_up"));
        assertEquals(6, got.size(), "five times the one, once the other");
    }

    @Test
    void a_damaged_ledger_is_that_of_a_new_receiver() throws Exception {
        Files.writeString(dir.resolve("ledger.json"), "{\"x\":");
        Board board = TestBlocks.board(TestBlocks.frankfurt(), List.of(TestBlocks.incident(9, TestBlocks.frankfurt())));
        try (Worker worker = start(board)) {
            until("well", condition::isWell);
        }
        assertEquals(0, got.size());
    }

    @Test
    void waits_grow_within_bounds_and_a_receiver_may_ask_for_longer_ones() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), new Random(1));
        Duration before = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            Duration wait = backoff.failed(Duration.ZERO);
            Duration full = Duration.ofSeconds(Math.min(600, 1L << Math.min(i, 20)));
            assertTrue(wait.compareTo(full) <= 0 && wait.compareTo(full.dividedBy(2)) >= 0, i + ": " + wait);
            assertTrue(i > 9 || wait.compareTo(before) >= 0, i + ": " + wait);
            before = wait;
        }
        backoff.succeeded();
        assertEquals(Duration.ofSeconds(90), backoff.failed(Duration.ofSeconds(90)));
        assertEquals(Duration.ofMinutes(10), backoff.failed(Duration.ofDays(9)));
    }
}
