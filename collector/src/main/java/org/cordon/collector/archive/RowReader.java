package org.cordon.collector.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;

/** Rows back into observations: what comes out is what went in. */
final class RowReader {
    private static final TypeReference<LinkedHashMap<String, Object>> DETAIL = new TypeReference<>() {};

    private final ResultSet row;
    private int column;

    RowReader(ResultSet row) {
        this.row = row;
    }

    /** The current row: position, then {@link Schema#COLUMNS}. */
    Position position() throws SQLException {
        return new Position(row.getInt(1), row.getInt(2), row.getLong(3), row.getInt(4));
    }

    Observation observation() throws SQLException {
        column = 4;
        ObservationBuilder o = new ObservationBuilder();
        o.id(required()).probe(required()).site(text());
        o.role(word(Role.class, required())).cc(required()).asn(row.getLong(++column));
        String access = text();
        o.access(access == null ? null : word(Access.class, access))
                .region(text())
                .run(text());
        String mode = text();
        o.mode(mode == null ? null : word(LinkMode.class, mode));
        o.at(Instant.ofEpochMilli(row.getLong(++column)));
        Long received = whole();
        o.received(received == null ? null : Instant.ofEpochMilli(received));
        o.test(required()).list(text()).listVersion(text());
        String ip = text();
        o.ip(ip == null ? null : Address.parse(ip)).port(row.getInt(++column)).host(text());
        String failure = text();
        o.failure(failure == null ? null : new Failure(failure));
        String operation = text();
        o.operation(operation == null ? null : new Operation(operation));
        numbers(o);
        o.pair(pair());
        String detail = text();
        return o.detail(detail == null ? Map.of() : detail(detail)).build();
    }

    private void numbers(ObservationBuilder o) throws SQLException {
        double ms = row.getDouble(++column);
        o.ms(row.wasNull() ? null : ms);
        Long timeout = whole();
        Long attempt = whole();
        o.timeoutMs(timeout == null ? null : timeout.intValue());
        o.attempt(attempt == null ? null : attempt.intValue());
        o.sinceLastMs(whole());
    }

    private @Nullable Pair pair() throws SQLException {
        String id = text();
        String arm = text();
        int order = row.getInt(++column);
        return id == null || arm == null ? null : new Pair(id, arm, order);
    }

    private @Nullable String text() throws SQLException {
        return row.getString(++column);
    }

    private String required() throws SQLException {
        String text = row.getString(++column);
        if (text == null) {
            throw new SQLException("column " + column + " is null");
        }
        return text;
    }

    private @Nullable Long whole() throws SQLException {
        long value = row.getLong(++column);
        return row.wasNull() ? null : value;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static Map<String, Object> detail(String json) throws SQLException {
        try {
            return Json.mapper().readValue(json, DETAIL);
        } catch (JsonProcessingException e) {
            throw new SQLException("detail is not JSON", e);
        }
    }
}
