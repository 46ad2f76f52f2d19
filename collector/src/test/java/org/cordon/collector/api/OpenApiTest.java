package org.cordon.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.Boards;
import org.cordon.collector.supervise.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API by itself, over an empty archive: what it documents, whom it lets in, what it says while nothing works. */
final class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private final Condition broker = new Condition("broker", InstantSource.system());
    private Board board = Boards.empty();
    private ApiAlone api;

    @AfterEach
    void close() {
        api.close();
    }

    private void start(boolean openRecords, @Nullable String token) throws Exception {
        RecordsAccess access = new RecordsAccess(openRecords, token);
        api = ApiAlone.start(dir, board, null, InstantSource.system(), List.of(broker), access);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void every_route_is_documented_with_the_parameters_that_it_takes() throws Exception {
        start(true, null);
        JsonNode paths = JSON.readTree(get("/openapi.json").body()).at("/paths");
        Set<String> routes = new TreeSet<>(api.paths());
        routes.removeAll(Set.of("/openapi.json", "/api/v1/openapi.json"));
        assertTrue(routes.size() >= 11, routes.toString());
        Set<String> documented = new TreeSet<>();
        paths.fieldNames().forEachRemaining(documented::add);
        assertEquals(routes, documented);
        for (String route : routes) {
            JsonNode post = paths.path(route).path("post");
            JsonNode get = post.isMissingNode() ? paths.path(route).path("get") : post;
            assertFalse(get.path("summary").asText().isEmpty(), route);
            assertEquals(inBraces(route), parameters(get, "path"), route);
            if (!route.equals("/api/v1/stream") && post.isMissingNode()) {
                assertEquals(taken(route), parameters(get, "query"), route);
            }
        }
    }

    /** The parameters that an endpoint names when it is asked for one that it does not have. */
    private Set<String> taken(String route) throws Exception {
        HttpResponse<String> response = get(route.replaceAll("[{].*[}]", "x") + "?nonsense=1");
        if (response.statusCode() != 400) {
            return Set.of();
        }
        String detail = JSON.readTree(response.body()).at("/detail").asText();
        String names = detail.substring(detail.indexOf("it has ") + 7);
        return names.equals("none") ? Set.of() : new TreeSet<>(List.of(names.split(", ")));
    }

    private static Set<String> inBraces(String route) {
        int open = route.indexOf('{');
        return open < 0 ? Set.of() : Set.of(route.substring(open + 1, route.indexOf('}')));
    }

    private static Set<String> parameters(JsonNode get, String in) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : get.path("parameters")) {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
                if (in.equals("query")) {
                    assertFalse(parameter.path("description").asText().isEmpty(), parameter.toString());
                }
            }
        }
        return names;
    }

    @Test
    void a_collector_without_a_register_says_so_rather_than_that_nothing_is_listed() throws Exception {
        start(true, null);
        HttpResponse<String> response = get("/api/v1/registry/compare");
        assertEquals(404, response.statusCode());
        assertTrue(response.body().contains("--registry"), response.body());
        assertEquals(400, get("/api/v1/registry/compare?probe_asn=x").statusCode(), "parameters are looked at first");
    }

    @Test
    void where_nothing_is_blocked_nobody_is_hit() throws Exception {
        start(true, null);
        JsonNode answer = JSON.readTree(get("/api/v1/collateral?steps=true").body());
        assertEquals(0, answer.at("/metadata/total").asInt(), answer.toString());
        assertEquals(0, answer.at("/steps").size());
    }

    @Test
    void single_observations_are_nobodys_business_by_default() throws Exception {
        start(false, null);
        HttpResponse<String> response = get("/api/v1/observations");
        assertEquals(403, response.statusCode());
        assertTrue(response.body().contains("--records-token"), response.body());
    }

    @Test
    void single_observations_are_for_those_who_have_the_token() throws Exception {
        start(false, "s3cret");
        assertEquals(401, get("/api/v1/observations").statusCode());
        assertEquals(
                401,
                get("/api/v1/observations", "Authorization", "Bearer s3cre").statusCode());
        assertEquals(
                "Bearer",
                get("/api/v1/observations")
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""));
        HttpResponse<String> response = get("/api/v1/observations", "Authorization", "Bearer s3cret");
        assertEquals("{\"metadata\":{\"count\":0},\"results\":[]}", response.body());
    }

    @Test
    void it_is_ready_when_every_part_is_and_says_what_is_wrong_otherwise() throws Exception {
        start(true, null);
        assertEquals(503, get("/readyz").statusCode());
        assertEquals(
                "not started yet",
                JSON.readTree(get("/readyz").body()).at("/parts/broker/problem").asText());
        broker.well(3);
        assertEquals(200, get("/readyz").statusCode());
        assertEquals(
                3,
                JSON.readTree(get("/readyz").body()).at("/parts/broker/waiting").asInt());
        broker.unwell("no broker answers at k1:9092");
        HttpResponse<String> response = get("/readyz");
        assertEquals(503, response.statusCode());
        assertTrue(response.body().contains("no broker answers at k1:9092"), response.body());
        assertEquals(200, get("/healthz").statusCode(), "it lives all the same");
    }

    @Test
    void readers_of_the_stream_have_a_limit_and_their_places_come_back() throws Exception {
        start(true, null);
        HttpRequest stream = HttpRequest.newBuilder(URI.create(api.address() + "/api/v1/stream"))
                .build();
        for (int i = 0; i < StreamHandler.MOST_READERS; i++) {
            assertEquals(
                    200,
                    HTTP.send(stream, HttpResponse.BodyHandlers.ofInputStream()).statusCode());
        }
        HttpResponse<String> response = HTTP.send(stream, HttpResponse.BodyHandlers.ofString());
        assertEquals(503, response.statusCode());
        assertEquals("30", response.headers().firstValue("Retry-After").orElse(""));
        assertEquals(200, get("/healthz").statusCode(), "others are served");
    }

    @Test
    void before_what_was_published_is_read_nobody_is_told_that_nothing_is_blocked() throws Exception {
        board = new Board();
        start(true, null);
        for (String path :
                List.of("blocks", "blocks/x", "incidents", "incidents/x", "networks", "stream", "collateral")) {
            assertEquals(503, get("/api/v1/" + path).statusCode(), path);
        }
    }
}
