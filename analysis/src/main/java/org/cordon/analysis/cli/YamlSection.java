package org.cordon.analysis.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cordon.analysis.program.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a YAML file. Every key is asked for by name and type; what is wrong is noted in one common list with its
 * line and path, so that all problems are reported together; {@link #done} notes the keys that nobody asked for.
 */
public final class YamlSection {
    private final String path;
    private final JsonPointer place;
    private final JsonNode node;
    private final YamlLines lines;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();

    private YamlSection(String path, JsonPointer place, JsonNode node, YamlLines lines, List<String> problems) {
        this.path = path;
        this.place = place;
        this.node = node;
        this.lines = lines;
        this.problems = problems;
        if (!node.isObject()) {
            note(place, (path.isEmpty() ? "the file" : path) + ": is not a mapping of keys to values");
        }
    }

    /**
     * The whole of a file.
     *
     * @param problems receives what is wrong with it
     * @throws JsonProcessingException if it is not YAML
     */
    public static YamlSection ofFile(String yaml, List<String> problems) throws JsonProcessingException {
        JsonNode root = YamlLines.MAPPER.readTree(yaml);
        return new YamlSection("", JsonPointer.empty(), root, YamlLines.of(yaml), problems);
    }

    /** The value of a key that must be there; {@code fallback} is returned beside a noted problem. */
    public <T> T require(String key, T fallback, Function<String, T> parse) {
        if (get(key) == null) {
            problem(key, "is missing");
            return fallback;
        }
        return optional(key, fallback, parse);
    }

    /** The value of a key, or {@code absent} where it is not there. */
    public <T> T optional(String key, T absent, Function<String, T> parse) {
        return find(key, parse).orElse(absent);
    }

    /** The value of a key, if it is there. */
    public <T> Optional<T> find(String key, Function<String, T> parse) {
        JsonNode value = get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            problem(key, "is not a single value");
            return Optional.empty();
        }
        return parsed(key, value.asText(), parse);
    }

    /** The values of a list of single values; empty where the key is absent. */
    public <T> List<T> list(String key, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        JsonNode list = get(key);
        if (list != null && !list.isArray()) {
            problem(key, "is not a list");
        } else if (list != null) {
            list.forEach(element -> parsed(key, element.asText(), parse).ifPresent(values::add));
        }
        return List.copyOf(values);
    }

    /** The sections of a list of mappings; empty where the key is absent. */
    public List<YamlSection> sections(String key) {
        List<YamlSection> sections = new ArrayList<>();
        JsonNode list = get(key);
        if (list != null && !list.isArray()) {
            problem(key, "is not a list");
        } else if (list != null) {
            for (int i = 0; i < list.size(); i++) {
                sections.add(new YamlSection(
                        name(key) + "[" + (i + 1) + "]", at(key).appendIndex(i), list.get(i), lines, problems));
            }
        }
        return sections;
    }

    /** The section under a key, or null where it is absent. */
    public @Nullable YamlSection section(String key) {
        JsonNode value = get(key);
        return value == null ? null : new YamlSection(name(key), at(key), value, lines, problems);
    }

    /** Keys of this section, for mappings whose keys are data. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Notes a problem with {@code key}. */
    public void problem(String key, String what) {
        note(at(key), name(key) + ": " + what);
    }

    private void note(JsonPointer where, String problem) {
        int line = lines.of(where);
        problems.add(line == 0 ? problem : "line " + line + ": " + problem);
    }

    private JsonPointer at(String key) {
        return place.appendProperty(key);
    }

    /** Notes the keys that were never asked for. */
    public void done() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                String hint = Suggestion.hint(key, known);
                problem(
                        key,
                        "unknown key"
                                + (hint.isEmpty()
                                        ? "; known are "
                                                + known.stream().sorted().collect(Collectors.joining(", "))
                                        : hint));
            }
        }
    }

    private <T> Optional<T> parsed(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (NumberFormatException e) {
            problem(key, "'" + text + "': is not a number");
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            problem(key, "'" + text + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    private @Nullable JsonNode get(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** "90s", "10m", "2h", "3d", "250ms". */
    public static Duration duration(String text) {
        String unit = text.replaceFirst("^[0-9]+", "");
        String digits = text.substring(0, text.length() - unit.length());
        if (digits.isEmpty() || digits.length() > 9) {
            throw new IllegalArgumentException("is not a duration such as 90s, 10m, 2h or 3d");
        }
        long amount = Long.parseLong(digits);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("is not a duration such as 90s, 10m, 2h or 3d");
        };
    }

    /** A duration, or an instant that is turned into its distance from {@code start}. */
    public static Duration offset(String text, Instant start) {
        return text.contains("T") ? Duration.between(start, Instant.parse(text)) : duration(text);
    }

    /** The constant of {@code type} whose lower-case name is {@code word}. */
    public static <E extends Enum<E>> E word(Class<E> type, String word) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(word)) {
                return constant;
            }
            words.add(name);
        }
        throw new IllegalArgumentException("is not one of " + String.join(", ", words));
    }
}
