package org.cordon.analysis.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Pair;
import org.jspecify.annotations.Nullable;

/** Writes observations as lines (format version 1): keys in a fixed order, null left out except where it says something. */
public final class ObservationWriter implements AutoCloseable {
    private final JsonGenerator out;

    /** @param stream receives UTF-8; closed with this writer */
    public ObservationWriter(OutputStream stream) throws IOException {
        out = Json.FACTORY.createGenerator(stream);
        out.setRootValueSeparator(null);
    }

    /** Writes one line, with its line feed. */
    public void write(Observation o) throws IOException {
        out.writeStartObject();
        out.writeNumberField("v", 1);
        out.writeStringField("id", o.id());
        out.writeStringField("probe", o.probe());
        optional("site", o.site());
        out.writeStringField("role", LowerCaseEnums.word(o.role()));
        out.writeStringField("cc", o.cc());
        out.writeNumberField("asn", o.asn());
        optional("access", o.access() == null ? null : LowerCaseEnums.word(o.access()));
        optional("region", o.region());
        optional("run", o.run());
        optional("mode", o.mode() == null ? null : LowerCaseEnums.word(o.mode()));
        out.writeStringField("at", Json.TIME.format(o.at()));
        optional("received", o.received() == null ? null : Json.TIME.format(o.received()));
        out.writeStringField("test", o.test());
        optional("list", o.list());
        optional("list_version", o.listVersion());
        out.writeStringField("ip", o.ip() == null ? null : o.ip().toString());
        out.writeNumberField("port", o.port());
        optional("host", o.host());
        out.writeStringField("failure", o.failure() == null ? null : o.failure().text());
        optional("operation", o.operation() == null ? null : o.operation().name());
        optional("ms", o.ms());
        optional("timeout_ms", o.timeoutMs());
        optional("try", o.attempt());
        optional("since_last_ms", o.sinceLastMs());
        pair(o.pair());
        if (!o.detail().isEmpty()) {
            out.writeFieldName("detail");
            value(o.detail());
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private void optional(String key, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeStringField(key, text);
        }
    }

    private void optional(String key, @Nullable Number number) throws IOException {
        if (number != null) {
            out.writeFieldName(key);
            value(number);
        }
    }

    private void pair(@Nullable Pair pair) throws IOException {
        if (pair != null) {
            out.writeObjectFieldStart("pair");
            out.writeStringField("id", pair.id());
            out.writeStringField("arm", pair.arm());
            out.writeNumberField("order", pair.order());
            out.writeEndObject();
        }
    }

    private void value(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                value(entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                value(element);
            }
            out.writeEndArray();
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // 12.0 and 12 are the same number: the shorter text is the canonical one
            if (number == Math.rint(number) && Math.abs(number) < 1e15) {
                out.writeNumber((long) number);
            } else {
                out.writeNumber(number);
            }
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else {
            out.writeString(value.toString());
        }
    }

    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
