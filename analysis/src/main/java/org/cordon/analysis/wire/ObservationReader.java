package org.cordon.analysis.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Consumer;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of an observation file (format version 1). Written against the streaming parser by hand, because it
 * stands on the hot path of {@code detect} and of intake: a line costs one pass and no tree.
 *
 * <p>Unknown keys are skipped, whatever they hold. Everything known is checked: type, length, range.
 */
public final class ObservationReader {
    /** Longest line that is looked at, in bytes. */
    public static final int MAX_LINE = 64 * 1024;

    /**
     * Reads the object in {@code line[from, from + length)}.
     *
     * @throws InvalidObservationException if it is not an observation; says which key and why
     */
    public Observation read(byte[] line, int from, int length) throws InvalidObservationException {
        if (length > MAX_LINE) {
            throw new InvalidObservationException("line is longer than " + MAX_LINE + " bytes");
        }
        try (JsonParser in = Json.FACTORY.createParser(line, from, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidObservationException("not a JSON object");
            }
            Observation observation = readObject(in);
            if (in.nextToken() != null) {
                throw new InvalidObservationException("more than one JSON value on the line");
            }
            return observation;
        } catch (JsonProcessingException e) {
            throw new InvalidObservationException("not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new InvalidObservationException("not readable: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    public Observation read(byte[] line) throws InvalidObservationException {
        return read(line, 0, line.length);
    }

    /**
     * Reads lines that were written by {@link ObservationWriter} and are past every doubt, such as those of a record of
     * {@code cordon.observations}.
     *
     * @param lines each ended by a line feed
     * @throws IllegalStateException if one is not an observation all the same
     */
    public void readAll(byte[] lines, Consumer<Observation> observations) {
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                try {
                    observations.accept(read(lines, start, i - start));
                } catch (InvalidObservationException e) {
                    throw new IllegalStateException("a line that was accepted cannot be read: " + e.getMessage(), e);
                }
                start = i + 1;
            }
        }
    }

    private Observation readObject(JsonParser in) throws IOException, InvalidObservationException {
        ObservationBuilder builder = new ObservationBuilder();
        Seen seen = new Seen();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            try {
                field(builder, seen, key, in);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new InvalidObservationException("'" + key + "': " + firstLine(String.valueOf(e.getMessage())));
            }
        }
        if (in.currentToken() != JsonToken.END_OBJECT) {
            throw new InvalidObservationException("the JSON object ends early");
        }
        seen.requireAll();
        Observation observation = builder.build();
        if (observation.ip() == null && !observation.test().equals("dns")) {
            throw new InvalidObservationException("'ip' may be null only where 'test' is dns");
        }
        return observation;
    }

    private void field(ObservationBuilder builder, Seen seen, String key, JsonParser in) throws IOException {
        switch (key) {
            case "v" -> {
                if (Values.wholeNumber(in, 0, Integer.MAX_VALUE) != 1) {
                    throw new IllegalArgumentException("only version 1 is known");
                }
                seen.add(Seen.V);
            }
            case "id" -> builder.id(seen.value(Seen.ID, Values.text(in, 64)));
            case "probe" -> builder.probe(seen.value(Seen.PROBE, Values.text(in, 64)));
            case "site" -> builder.site(Values.optionalText(in, 64));
            case "role" -> builder.role(seen.value(Seen.ROLE, Values.word(Role.class, Values.text(in, 16))));
            case "cc" -> builder.cc(seen.value(Seen.CC, Values.country(Values.text(in, 2))));
            case "asn" -> builder.asn(seen.value(Seen.ASN, Values.wholeNumber(in, 0, 4_294_967_295L)));
            case "access" -> builder.access(Values.isNull(in) ? null : Values.word(Access.class, Values.text(in, 16)));
            case "region" -> builder.region(Values.optionalText(in, 6));
            case "run" -> builder.run(Values.optionalText(in, 64));
            case "mode" -> builder.mode(Values.isNull(in) ? null : Values.word(LinkMode.class, Values.text(in, 16)));
            case "at" -> builder.at(seen.value(Seen.AT, Values.time(Values.text(in, 40))));
            case "received" -> builder.received(Values.isNull(in) ? null : Values.time(Values.text(in, 40)));
            case "test" -> builder.test(seen.value(Seen.TEST, Values.text(in, 32)));
            case "list" -> builder.list(Values.optionalText(in, 64));
            case "list_version" -> builder.listVersion(Values.optionalText(in, 64));
            case "ip" -> {
                seen.add(Seen.IP);
                builder.ip(Values.isNull(in) ? null : Address.parse(Values.text(in, 45)));
            }
            case "port" -> builder.port((int) (long) seen.value(Seen.PORT, Values.wholeNumber(in, 0, 65_535)));
            case "host" -> builder.host(Values.optionalText(in, 253));
            case "failure" -> {
                seen.add(Seen.FAILURE);
                builder.failure(Values.isNull(in) ? null : failure(Values.text(in, Failure.MAX_LENGTH)));
            }
            case "operation" -> builder.operation(Values.isNull(in) ? null : new Operation(Values.text(in, 40)));
            case "ms" -> builder.ms(Values.isNull(in) ? null : Values.number(in, 0, 1e9));
            case "timeout_ms" ->
                builder.timeoutMs(Values.isNull(in) ? null : (int) Values.wholeNumber(in, 0, 1_000_000_000));
            case "try" -> builder.attempt(Values.isNull(in) ? null : (int) Values.wholeNumber(in, 1, 1_000_000));
            case "since_last_ms" ->
                builder.sinceLastMs(Values.isNull(in) ? null : Values.wholeNumber(in, 0, Long.MAX_VALUE));
            case "pair" -> builder.pair(pair(in));
            case "detail" -> builder.detail(DetailReader.read(in));
            default -> in.skipChildren();
        }
    }

    private static Failure failure(String text) {
        for (Failure common : COMMON) {
            if (common.text().equals(text)) {
                return common;
            }
        }
        return new Failure(text);
    }

    /** The failures of nearly every line, so that they are not made anew a million times. */
    private static final Failure[] COMMON = {
        Failure.GENERIC_TIMEOUT_ERROR,
        Failure.CONNECTION_RESET,
        Failure.CONNECTION_REFUSED,
        Failure.HOST_UNREACHABLE,
        Failure.NETWORK_UNREACHABLE,
        Failure.EOF_ERROR
    };

    private static @Nullable Pair pair(JsonParser in) throws IOException {
        if (Values.isNull(in)) {
            return null;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("is not an object");
        }
        String id = null;
        String arm = null;
        int order = 0;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            switch (key) {
                case "id" -> id = Values.text(in, 64);
                case "arm" -> arm = Values.text(in, 64);
                case "order" -> order = (int) Values.wholeNumber(in, 0, 1_000);
                default -> in.skipChildren();
            }
        }
        if (id == null || arm == null) {
            throw new IllegalArgumentException("needs 'id' and 'arm'");
        }
        return new Pair(id, arm, order);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Which required keys a line has had. */
    private static final class Seen {
        static final int V = 0;
        static final int ID = 1;
        static final int PROBE = 2;
        static final int ROLE = 3;
        static final int CC = 4;
        static final int ASN = 5;
        static final int AT = 6;
        static final int TEST = 7;
        static final int IP = 8;
        static final int PORT = 9;
        static final int FAILURE = 10;
        private static final String[] NAMES = {
            "v", "id", "probe", "role", "cc", "asn", "at", "test", "ip", "port", "failure"
        };

        private int bits;

        void add(int key) {
            bits |= 1 << key;
        }

        <T> T value(int key, T value) {
            add(key);
            return value;
        }

        void requireAll() throws InvalidObservationException {
            int missing = ~bits & ((1 << NAMES.length) - 1);
            if (missing != 0) {
                throw new InvalidObservationException(
                        "'" + NAMES[Integer.numberOfTrailingZeros(missing)] + "' is missing");
            }
        }
    }
}
