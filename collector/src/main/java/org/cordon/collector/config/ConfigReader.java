package org.cordon.collector.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.cli.update.RangeFolder;
import org.cordon.analysis.program.Suggestion;
import org.cordon.analysis.registry.April2018;
import org.jspecify.annotations.Nullable;

/** Reads the configuration from a YAML file and from flags, which win; finds all problems before it complains. */
public final class ConfigReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Values.Given> given = new LinkedHashMap<>();
    private final List<String> problems = Values.noProblems();

    private ConfigReader() {
        for (Setting setting : Settings.ALL) {
            if (setting.initial() != null) {
                given.put(setting.key(), new Values.Given(setting.initial(), "default"));
            }
        }
    }

    /** A configuration and the lines that show it. */
    public record Read(CollectorConfig config, List<String> effective) {}

    /**
     * @param file null: none
     * @param flags by key, without dashes
     * @throws InvalidConfigurationException with every problem
     */
    public static Read read(@Nullable Path file, Map<String, String> flags) throws InvalidConfigurationException {
        ConfigReader reader = new ConfigReader();
        if (file != null) {
            reader.readFile(file);
        }
        flags.forEach((key, text) -> reader.given.put(key, new Values.Given(text, "--" + key)));
        CollectorConfig config = reader.build();
        if (!reader.problems.isEmpty()) {
            throw new InvalidConfigurationException(reader.problems);
        }
        return new Read(config, reader.effective());
    }

    private void readFile(Path file) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            problems.add(file + ":" + line + ": not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
            return;
        } catch (NoSuchFileException e) {
            problems.add(file + ": there is no such file");
            return;
        } catch (FileSystemException e) {
            problems.add(file + ": cannot be read" + (e.getReason() == null ? "" : ": " + e.getReason()));
            return;
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e.getMessage());
            return;
        }
        if (root.isMissingNode() || root.isNull()) {
            return;
        }
        if (!root.isObject()) {
            problems.add(file + ": is not a list of 'key: value' lines");
            return;
        }
        root.properties().forEach(entry -> fromFile(file, entry.getKey(), entry.getValue()));
    }

    private void fromFile(Path file, String key, JsonNode value) {
        if (Settings.ALL.stream().noneMatch(setting -> setting.key().equals(key))) {
            problems.add(file + ": unknown key '" + key + "'"
                    + Suggestion.hint(
                            key, Settings.ALL.stream().map(Setting::key).toList()));
        } else if (value.isContainerNode()) {
            problems.add(file + ": '" + key + "' wants one value");
        } else if (!value.isNull()) {
            given.put(key, new Values.Given(value.asText(), file.toString()));
        }
    }

    private CollectorConfig build() {
        Values values = new Values(given, problems);
        HostPort kafkaListen = values.address("kafka-listen");
        if (values.text("kafka-properties") != null && values.text("kafka") == null) {
            problems.add("'kafka-properties' is of no use without 'kafka'");
        }
        if (values.text("webhooks") != null && values.text("webhook-secret") == null) {
            problems.add("'webhooks' need 'webhook-secret': nobody could know that a message is from here");
        }
        Path data = values.path("data");
        Set<CollectorRole> all = EnumSet.allOf(CollectorRole.class);
        Set<CollectorRole> roles = values.required("roles", all, CollectorRole::parse);
        if (values.text("kafka") == null && !roles.equals(all)) {
            problems.add("'roles' need 'kafka': with the embedded broker nobody else could take the others");
        }
        return new CollectorConfig(
                data,
                values.address("listen"),
                values.servers("kafka"),
                values.optionalFile("kafka-properties"),
                roles,
                values.text("keys") == null ? data : values.path("keys"),
                values.text("state") == null ? data.resolve("monitor") : values.path("state"),
                kafkaListen,
                values.text("kafka-advertise") == null ? kafkaListen : values.address("kafka-advertise"),
                values.number("partitions", 1, 1_000),
                values.number("observation-partitions", 1, 250),
                values.optionalFile("register"),
                values.flag("trust-claims"),
                values.flag("open-records"),
                values.text("records-token"),
                values.duration("clock-ahead", Duration.ZERO),
                values.duration("clock-behind", Duration.ofMinutes(1)),
                values.number("max-batch", 1_000, 1_000_000),
                values.number("max-batch-plain", 10_000, 8_000_000),
                values.duration("save-every", Duration.ofMillis(100)),
                values.duration("archive-every", Duration.ofMillis(50)),
                values.required("archive-memory", "64MB", ConfigReader::size),
                values.duration("close-after", Duration.ZERO),
                values.optionalDuration("keep", Duration.ofDays(1)),
                values.prefixes("trusted-proxies"),
                values.number("site-batches", 1, 1_000_000),
                values.number("network-batches", 1, 100_000_000),
                values.number("gateway-in-flight", 1, 100_000),
                values.files("services"),
                values.required("target", "telegram", text -> text),
                values.optionalFolder("ranges", RangeFolder.INDEX),
                values.filesOr(Set.of(April2018.NAME), "registry"),
                values.origin("public-url"),
                values.required("licence", "CC BY 4.0", text -> text),
                values.urls("webhooks"),
                values.webhookSecret("webhook-secret"));
    }

    private static String size(String text) {
        if (!text.matches("[1-9][0-9]{0,5}(MB|GB)")) {
            throw new IllegalArgumentException("is not a size such as 192MB or 2GB");
        }
        return text;
    }

    private List<String> effective() {
        return Settings.ALL.stream().map(this::line).toList();
    }

    private String line(Setting setting) {
        Values.Given value = given.get(setting.key());
        if (value == null || value.text().isEmpty()) {
            return setting.key() + ":";
        }
        String shown = setting.secret() ? "(hidden)" : value.text();
        return setting.key() + ": " + shown + (value.where().equals("default") ? "" : "   # " + value.where());
    }
}
