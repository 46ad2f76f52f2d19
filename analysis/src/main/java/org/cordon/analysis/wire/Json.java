package org.cordon.analysis.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.function.Function;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * The one mapper for everything that is not an observation: records become objects with snake_case keys, enums lower
 * case words, addresses, prefixes and failures strings, instants RFC 3339 with milliseconds and {@code Z}, durations ISO 8601; null is left
 * out. Limits hold for hostile input: 100 levels of nesting, strings of 1 MiB, numbers of 100 digits.
 */
public final class Json {
    /** RFC 3339 in UTC with exactly three decimals. */
    public static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(100)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .addModule(types())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** The mapper; configured for good, safe to share. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static SimpleModule types() {
        SimpleModule module = new SimpleModule("cordon");
        text(module, Instant.class, TIME::format, Instant::parse);
        text(module, Duration.class, Duration::toString, Duration::parse);
        text(module, Address.class, Address::toString, Address::parse);
        text(module, Prefix.class, Prefix::toString, Prefix::parse);
        text(module, Failure.class, Failure::text, Failure::new);
        text(module, Operation.class, Operation::name, Operation::new);
        module.setSerializerModifier(new LowerCaseEnums.Writing());
        module.setDeserializerModifier(new LowerCaseEnums.Reading());
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                String value = in.getValueAsString();
                try {
                    return read.apply(value == null ? "" : value);
                } catch (RuntimeException e) {
                    throw context.weirdStringException(value, type, e.getMessage());
                }
            }
        });
    }
}
