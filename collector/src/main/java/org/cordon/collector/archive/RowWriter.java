package org.cordon.collector.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.Json;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Observations into rows. */
final class RowWriter {
    private final DuckDBAppender out;

    RowWriter(DuckDBAppender out) {
        this.out = out;
    }

    void write(Position at, Observation o) throws SQLException {
        out.beginRow();
        out.append(at.log()).append(at.part()).append(at.off()).append(at.idx());
        address(o.ip());
        out.append(o.id()).append(o.probe());
        text(o.site());
        out.append(word(o.role())).append(o.cc()).append(o.asn());
        text(o.access() == null ? null : word(o.access()));
        text(o.region());
        text(o.run());
        text(o.mode() == null ? null : word(o.mode()));
        out.appendEpochMicros(micros(o.at()));
        Instant received = o.received();
        if (received == null) {
            out.appendNull();
        } else {
            out.appendEpochMicros(micros(received));
        }
        out.append(o.test());
        text(o.list());
        text(o.listVersion());
        text(o.ip() == null ? null : o.ip().toString());
        out.append(o.port());
        text(o.host());
        text(o.failure() == null ? null : o.failure().text());
        text(o.operation() == null ? null : o.operation().name());
        out.append(o.ms()).append(o.timeoutMs()).append(o.attempt()).append(o.sinceLastMs());
        pair(o.pair());
        text(o.detail().isEmpty() ? null : json(o.detail()));
        out.endRow();
    }

    private void address(@Nullable Address ip) throws SQLException {
        if (ip == null) {
            out.appendNull().appendNull().appendNull();
        } else {
            out.append((byte) (ip.family().bits() == 32 ? 4 : 6));
            out.append(Schema.ordered(ip.high())).append(Schema.ordered(ip.low()));
        }
    }

    private void pair(@Nullable Pair pair) throws SQLException {
        if (pair == null) {
            out.appendNull().appendNull().appendNull();
        } else {
            out.append(pair.id()).append(pair.arm()).append(pair.order());
        }
    }

    private void text(@Nullable String text) throws SQLException {
        if (text == null) {
            out.appendNull();
        } else {
            out.append(text);
        }
    }

    private static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000_000 * 1_000L);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String json(Map<String, Object> detail) {
        try {
            return Json.mapper().writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }
}
