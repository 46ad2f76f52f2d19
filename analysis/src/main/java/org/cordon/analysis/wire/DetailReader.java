package org.cordon.analysis.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The free part of an observation: maps, lists and scalars, bounded in depth and number; null is left out. */
final class DetailReader {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_VALUES = 2_000;

    private int values;

    private DetailReader() {}

    /** Reads the object that {@code in} stands at, or nothing where it is null. */
    static Map<String, Object> read(JsonParser in) throws IOException {
        if (Values.isNull(in)) {
            return Map.of();
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("is not an object");
        }
        return new DetailReader().object(in, 1);
    }

    private Map<String, Object> object(JsonParser in, int depth) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            in.nextToken();
            Object value = value(in, depth);
            if (value != null) {
                map.put(key, value);
            }
        }
        return map;
    }

    private @Nullable Object value(JsonParser in, int depth) throws IOException {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            throw new IllegalArgumentException("is nested too deeply or holds too much");
        }
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) in.getDoubleValue()
                        : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(in, depth + 1);
            case START_ARRAY -> list(in, depth + 1);
            default -> null;
        };
    }

    private List<Object> list(JsonParser in, int depth) throws IOException {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
            Object value = value(in, depth);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }
}
