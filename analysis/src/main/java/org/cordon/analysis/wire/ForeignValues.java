package org.cordon.analysis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/** What the readers of other projects' measurements have in common: nothing of what they are given is believed. */
final class ForeignValues {
    private ForeignValues() {}

    /** The text of a key, or null where it is absent, empty or no text. */
    static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    static @Nullable Address address(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A port number, which some firmware writes as text; −1 if it is none. */
    static int port(JsonNode value) {
        int port = value.isIntegralNumber() || value.isTextual() ? value.asInt(-1) : -1;
        return port >= 1 && port <= 65_535 ? port : -1;
    }

    static @Nullable Double milliseconds(double value) {
        return value >= 0 && value <= 1e9 ? Math.round(value * 1_000) / 1_000.0 : null;
    }

    static Failure failure(String text) {
        try {
            return new Failure(text);
        } catch (IllegalArgumentException e) {
            return Failure.unknown(text);
        }
    }

    static @Nullable String host(@Nullable String text) {
        return text == null || text.length() > 253 ? null : text;
    }

    /** An id of at most 64 characters that is the same for the same measurement. */
    static String id(String origin, String what) {
        return origin + "-" + UUID.nameUUIDFromBytes(what.getBytes(UTF_8));
    }
}
