package org.cordon.analysis.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * Reads results of RIPE Atlas {@code sslcert} measurements, one a line or as the one array that its API gives. A certificate
 * is a success; an alert is a server that answered and refused; an error is at {@code connect} unless the result shows that
 * the connection stood: by {@code ttc}, the time to connect, which firmware leaves out of failures, or by the error itself
 * ("timeout reading hello", "timeout reading certificates"; sslgetcert.c of RIPE's probe).
 *
 * <p>A result names the probe and not its network: that is looked up by the probe's number or the address it came from,
 * which goes no further.
 */
public final class AtlasReader {
    /** Longest line that is looked at, in bytes: the API sends one array without a line feed. */
    public static final int MAX_LINE = 256 << 20;

    private static final long LATEST = 253_402_300_799L;

    /** Where a probe sits. */
    public record Network(String cc, long asn) {
        public static final Network UNKNOWN = new Network("ZZ", 0);
    }

    /** Knows the networks of probes. */
    public interface Networks {
        /** @param from the address that the result came from, or null where it is not told */
        Network of(long probe, @Nullable Address from, boolean v6);
    }

    private final Networks networks;

    public AtlasReader(Networks networks) {
        this.networks = networks;
    }

    /**
     * Reads the results in {@code line[from, from + length)}.
     *
     * @param refused receives the reason for each that is no such result, or that the text breaks off
     */
    public List<Observation> read(byte[] line, int from, int length, Consumer<String> refused) {
        int first = from;
        int last = from + length;
        while (first < last && isFiller(line[first])) {
            first++;
        }
        while (last > first && isFiller(line[last - 1])) {
            last--;
        }
        List<Observation> all = new ArrayList<>();
        if (first == last) {
            return all;
        }
        try (JsonParser in = Json.FACTORY.createParser(bracketed(line, first, last))) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
                JsonNode result = Json.mapper().readTree(in);
                try {
                    all.add(observation(result));
                } catch (InvalidObservationException e) {
                    refused.accept(String.valueOf(e.getMessage()));
                }
            }
        } catch (JsonProcessingException e) {
            refused.accept(
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            refused.accept("not readable: " + e.getMessage());
        }
        return all;
    }

    /** The line between brackets: with what stood around it gone, a whole array and a line of one are the same. */
    private static InputStream bracketed(byte[] line, int first, int last) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(new byte[] {'['}),
                new ByteArrayInputStream(line, first, last - first),
                new ByteArrayInputStream(new byte[] {']'}))));
    }

    private static boolean isFiller(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == ',' || b == '[' || b == ']';
    }

    private Observation observation(JsonNode result) throws InvalidObservationException {
        String type = result.path("type").asText("sslcert");
        if (!result.isObject() || !type.equals("sslcert")) {
            throw new InvalidObservationException(
                    result.isObject() ? "'type': only sslcert is read" : "not a JSON object");
        }
        JsonNode probe = result.path("prb_id");
        JsonNode time = result.path("timestamp");
        if (!probe.canConvertToLong() || probe.longValue() < 0) {
            throw new InvalidObservationException("'prb_id' is missing or no whole number");
        }
        if (!time.canConvertToLong() || time.longValue() < 0 || time.longValue() > LATEST) {
            throw new InvalidObservationException("'timestamp' is missing or no time");
        }
        Address ip = ForeignValues.address(ForeignValues.text(result, "dst_addr"));
        if (ip == null && result.has("dnserr")) {
            throw new InvalidObservationException("'dnserr': the name was not resolved, so no address was tried");
        }
        if (ip == null) {
            throw new InvalidObservationException("'dst_addr' is missing or no address");
        }
        int port = result.has("dst_port") ? ForeignValues.port(result.path("dst_port")) : 443;
        if (port < 0) {
            throw new InvalidObservationException("'dst_port' is no port");
        }
        return built(result, probe.longValue(), time.longValue(), ip, port);
    }

    private Observation built(JsonNode result, long probe, long time, Address ip, int port)
            throws InvalidObservationException {
        Network network = networks.of(
                probe,
                ForeignValues.address(ForeignValues.text(result, "from")),
                result.path("af").asInt(4) == 6);
        String error = ForeignValues.text(result, "err");
        boolean connected = result.path("ttc").isNumber()
                || result.has("alert")
                || (error != null && error.toLowerCase(Locale.ROOT).contains("reading"));
        Failure failure = failure(result);
        double took = result.path(result.path("rt").isNumber() ? "rt" : "ttc").asDouble(-1);
        return new ObservationBuilder()
                .id(ForeignValues.id(
                        "atlas", result.path("msm_id").asText() + "|" + probe + "|" + time + "|" + ip + "|" + port))
                .probe("atlas-" + probe)
                .cc(network.cc())
                .asn(network.asn())
                .at(Instant.ofEpochSecond(time))
                .test("tls")
                .list("atlas")
                .ip(ip)
                .port(port)
                .failure(failure)
                .operation(failure == null ? null : connected ? Operation.TLS_HANDSHAKE : Operation.CONNECT)
                .ms(ForeignValues.milliseconds(took))
                .build();
    }

    private static @Nullable Failure failure(JsonNode result) throws InvalidObservationException {
        if (result.path("cert").isArray() && !result.path("cert").isEmpty()) {
            return null;
        }
        if (result.has("alert")) {
            return Failure.SSL_FAILED_HANDSHAKE;
        }
        String error = ForeignValues.text(result, "err");
        if (error == null) {
            throw new InvalidObservationException("has none of 'cert', 'alert' and 'err'");
        }
        String known = error.toLowerCase(Locale.ROOT);
        if (known.contains("timeout") || known.contains("timed out")) {
            return Failure.GENERIC_TIMEOUT_ERROR;
        }
        if (known.contains("refused")) {
            return Failure.CONNECTION_REFUSED;
        }
        if (known.contains("reset")) {
            return Failure.CONNECTION_RESET;
        }
        if (known.contains("network is unreachable") || known.contains("network unreachable")) {
            return Failure.NETWORK_UNREACHABLE;
        }
        if (known.contains("no route") || known.contains("host is unreachable") || known.contains("host unreachable")) {
            return Failure.HOST_UNREACHABLE;
        }
        return Failure.unknown(error);
    }
}
