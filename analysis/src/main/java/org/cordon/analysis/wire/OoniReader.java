package org.cordon.analysis.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * Reads OONI measurements (df-000, df-005, df-006; one JSON object a line) of {@code web_connectivity} and {@code telegram}:
 * each TCP connect and each TLS handshake is one observation, and what OONI's test helper saw of the same addresses is a
 * control's.
 *
 * <p>OONI publishes no probe id, so that one busy user cannot be told from many. What a network says within one hour
 * therefore counts as one probe's say.
 */
public final class OoniReader {
    /** Longest line that is looked at, in bytes: measurements carry whole page bodies. */
    public static final int MAX_LINE = 16 << 20;

    private static final Set<String> TESTS = Set.of("web_connectivity", "telegram");
    private static final Set<String> TOP = Set.of(
            "measurement_start_time",
            "test_start_time",
            "probe_asn",
            "probe_cc",
            "test_name",
            "input",
            "report_id",
            "measurement_uid",
            "id");
    private static final Set<String> KEYS = Set.of("tcp_connect", "tls_handshakes", "control");

    /** The measurement that a line holds, as far as it is used. */
    private record Measurement(Map<String, JsonNode> top, Map<String, JsonNode> keys) {
        String word(String key) {
            return top.getOrDefault(key, NullNode.getInstance()).asText("");
        }
    }

    /**
     * Reads the object in {@code line[from, from + length)}.
     *
     * @return its attempts in the order of the measurement; possibly none
     * @throws InvalidObservationException if it is not an OONI measurement of a test that is known here
     */
    public List<Observation> read(byte[] line, int from, int length) throws InvalidObservationException {
        try (JsonParser in = Json.FACTORY.createParser(line, from, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidObservationException("not a JSON object");
            }
            Measurement measurement = new Measurement(new HashMap<>(), new HashMap<>());
            top(in, measurement);
            return observations(measurement);
        } catch (JsonProcessingException e) {
            throw new InvalidObservationException(
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new InvalidObservationException("not readable: " + e.getMessage());
        }
    }

    private static void top(JsonParser in, Measurement measurement) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            JsonToken value = in.nextToken();
            if (key.equals("test_keys") && value == JsonToken.START_OBJECT) {
                pick(in, KEYS, measurement.keys());
            } else if (TOP.contains(key) && value.isScalarValue()) {
                measurement.top().put(key, Json.mapper().readTree(in));
            } else {
                in.skipChildren();
            }
        }
    }

    private static void pick(JsonParser in, Set<String> wanted, Map<String, JsonNode> into) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            if (wanted.contains(key)) {
                into.put(key, Json.mapper().readTree(in));
            } else {
                in.skipChildren();
            }
        }
    }

    private static List<Observation> observations(Measurement measurement) throws InvalidObservationException {
        String test = measurement.word("test_name");
        if (!TESTS.contains(test)) {
            throw new InvalidObservationException(
                    "'test_name': '" + cut(test) + "' is not read; known are web_connectivity and telegram");
        }
        Instant start = start(measurement);
        long asn = asn(measurement.word("probe_asn"));
        String cc = measurement.word("probe_cc");
        ObservationBuilder common = new ObservationBuilder()
                .probe("ooni-AS" + asn + "-" + start.getEpochSecond() / 3_600)
                .cc(cc.matches("[A-Z]{2}") ? cc : "ZZ")
                .asn(asn)
                .list(test.equals("telegram") ? "telegram" : "web");
        String name = measurement.word("measurement_uid") + "|" + measurement.word("id") + "|"
                + measurement.word("report_id") + "|" + measurement.word("input") + "|" + start;
        List<Observation> all = new ArrayList<>();
        connects(measurement.keys().get("tcp_connect"), start, common, name, all);
        handshakes(measurement.keys().get("tls_handshakes"), start, common, name, all);
        control(measurement.keys().get("control"), start, name, all);
        return all;
    }

    private static void connects(
            @Nullable JsonNode list, Instant start, ObservationBuilder common, String name, List<Observation> into) {
        int number = 0;
        for (JsonNode one : elements(list)) {
            number++;
            Address ip = ForeignValues.address(ForeignValues.text(one, "ip"));
            int port = ForeignValues.port(one.path("port"));
            JsonNode status = one.path("status");
            if (ip != null && port > 0 && status.isObject()) {
                Failure failure = failure(status);
                into.add(timed(common, one, start)
                        .id(ForeignValues.id("ooni", name + "|tcp|" + number))
                        .test("tcp")
                        .ip(ip)
                        .port(port)
                        .host(null)
                        .failure(failure)
                        .operation(failure == null ? null : Operation.CONNECT)
                        .build());
            }
        }
    }

    private static void handshakes(
            @Nullable JsonNode list, Instant start, ObservationBuilder common, String name, List<Observation> into) {
        int number = 0;
        for (JsonNode one : elements(list)) {
            number++;
            String endpoint = ForeignValues.text(one, "address");
            Address ip = endpoint == null ? null : endpointAddress(endpoint);
            int port = endpoint == null ? -1 : endpointPort(endpoint);
            String transport = one.path("network").asText("tcp");
            if (ip != null && port > 0 && transport.equals("tcp")) {
                String failed = ForeignValues.text(one, "failure");
                into.add(timed(common, one, start)
                        .id(ForeignValues.id("ooni", name + "|tls|" + number))
                        .test("tls")
                        .ip(ip)
                        .port(port)
                        .host(ForeignValues.host(ForeignValues.text(one, "server_name")))
                        .failure(failed == null ? null : ForeignValues.failure(failed))
                        .operation(failed == null ? null : Operation.TLS_HANDSHAKE)
                        .build());
            }
        }
    }

    /** What the test helper saw, which sits outside the network under test. */
    private static void control(@Nullable JsonNode control, Instant start, String name, List<Observation> into) {
        if (control == null) {
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> endpoints =
                control.path("tcp_connect").fields();
        while (endpoints.hasNext()) {
            Map.Entry<String, JsonNode> one = endpoints.next();
            Address ip = endpointAddress(one.getKey());
            int port = endpointPort(one.getKey());
            if (ip != null && port > 0 && one.getValue().path("status").isBoolean()) {
                boolean reached = one.getValue().path("status").booleanValue();
                String failed = ForeignValues.text(one.getValue(), "failure");
                into.add(new ObservationBuilder()
                        .id(ForeignValues.id("ooni", name + "|control|" + one.getKey()))
                        .probe("ooni-test-helper")
                        .role(Role.CONTROL)
                        .at(start)
                        .test("tcp")
                        .list("web")
                        .ip(ip)
                        .port(port)
                        .failure(
                                reached
                                        ? null
                                        : ForeignValues.failure(failed == null ? "unknown_failure: unsaid" : failed))
                        .operation(reached ? null : Operation.CONNECT)
                        .build());
            }
        }
    }

    /** {@code common} at the time of {@code one}: {@code t0} and {@code t} are seconds since the measurement's start. */
    private static ObservationBuilder timed(ObservationBuilder common, JsonNode one, Instant start) {
        double until = seconds(one.path("t"));
        double from = one.path("t0").isNumber() ? seconds(one.path("t0")) : until;
        return common.at(start.plusMillis(Math.round(from * 1_000)))
                .ms(until > from ? ForeignValues.milliseconds((until - from) * 1_000) : null);
    }

    private static double seconds(JsonNode value) {
        double seconds = value.asDouble(0);
        return seconds >= 0 && seconds < 86_400 ? seconds : 0;
    }

    /** Null for a success; old measurements write {@code false} for none. */
    private static @Nullable Failure failure(JsonNode status) {
        String text = ForeignValues.text(status, "failure");
        if (text != null) {
            return ForeignValues.failure(text);
        }
        return status.path("success").asBoolean(true) ? null : Failure.unknown("unsaid");
    }

    private static Instant start(Measurement measurement) throws InvalidObservationException {
        String text = measurement.word("measurement_start_time");
        text = text.isEmpty() ? measurement.word("test_start_time") : text;
        try {
            return TimeText.parse(text.replace(' ', 'T') + "Z");
        } catch (DateTimeException e) {
            throw new InvalidObservationException("'measurement_start_time': '" + cut(text) + "' is no time");
        }
    }

    private static long asn(String text) throws InvalidObservationException {
        if (!text.matches("AS[0-9]{1,10}") || Long.parseLong(text.substring(2)) > 4_294_967_295L) {
            throw new InvalidObservationException("'probe_asn': '" + cut(text) + "' is no AS number");
        }
        return Long.parseLong(text.substring(2));
    }

    private static Iterable<JsonNode> elements(@Nullable JsonNode list) {
        return list != null && list.isArray() ? list : List.of();
    }

    private static @Nullable Address endpointAddress(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        return colon < 0
                ? null
                : ForeignValues.address(endpoint.substring(0, colon).replaceAll("[\\[\\]]", ""));
    }

    private static int endpointPort(String endpoint) {
        String port = endpoint.substring(endpoint.lastIndexOf(':') + 1);
        return port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65_535 ? Integer.parseInt(port) : -1;
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
