package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.simulate.Scenario;

/** Reads scenarios from YAML: a file, or by name one of those that are shipped. */
public final class ScenarioFile {
    private ScenarioFile() {}

    /**
     * Reads a scenario.
     *
     * @param nameOrPath a file, or the name of a shipped scenario such as {@code april-2018}
     * @throws IOException if there is neither, or it cannot be read
     * @throws BadFileException if it is not a scenario; says everything that is wrong
     */
    public static Scenario read(String nameOrPath) throws IOException, BadFileException {
        Path path = Path.of(nameOrPath);
        if (Files.exists(path)) {
            return parse(nameOrPath, Files.readString(path));
        }
        try (InputStream shipped = ScenarioFile.class.getResourceAsStream("/scenarios/" + nameOrPath + ".yaml")) {
            if (shipped == null) {
                throw new IOException("no such file, nor a scenario of that name: " + nameOrPath);
            }
            return parse(nameOrPath, new String(shipped.readAllBytes(), UTF_8));
        }
    }

    /** Reads the text of a scenario; {@code name} stands in messages. */
    public static Scenario parse(String name, String yaml) throws BadFileException {
        List<String> problems = new ArrayList<>();
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new BadFileException(name, List.of("not YAML: " + e.getOriginalMessage()));
        }
        Scenario scenario = scenario(new YamlSection("", root, problems));
        if (!problems.isEmpty()) {
            throw new BadFileException(name, problems);
        }
        return scenario;
    }

    private static Scenario scenario(YamlSection top) {
        Instant start = top.require("start", Instant.EPOCH, Instant::parse);
        String country = top.require("country", "ZZ", text -> text);
        List<String> tests = top.list("tests", text -> text);
        Scenario.ProbeHabits habits = ScenarioSections.habits(top.section("habits"), Scenario.ProbeHabits.PLAIN);
        Scenario scenario = new Scenario(
                top.require("name", "", text -> text),
                top.optional("description", "", text -> text),
                top.optional("seed", 1L, Long::parseLong),
                start,
                top.require("duration", Duration.ZERO, YamlSection::duration),
                country,
                top.sections("networks").stream()
                        .map(s -> ScenarioSections.network(s, country, start, habits))
                        .toList(),
                top.sections("targets").stream()
                        .map(s -> ScenarioSections.group(s, start))
                        .toList(),
                top.optional("rate", 0.4, ScenarioSections::amount),
                top.find("every", YamlSection::duration).orElse(null),
                tests.isEmpty() ? List.of("tcp") : tests,
                habits,
                top.sections("blocks").stream()
                        .map(s -> ScenarioSections.block(s, start))
                        .toList(),
                lags(top),
                top.optional("rollout", false, ScenarioSections::flag),
                top.sections("outages").stream()
                        .map(s -> ScenarioSections.outage(s, start))
                        .toList(),
                top.sections("allowlists").stream()
                        .map(s -> ScenarioSections.allowlist(s, start))
                        .toList());
        if (scenario.every() != null && scenario.every().isZero()) {
            top.problem("every", "must be longer than nothing");
        }
        top.done();
        return scenario;
    }

    private static Map<Long, Duration> lags(YamlSection top) {
        Map<Long, Duration> lags = new TreeMap<>();
        YamlSection section = top.section("lags");
        if (section != null) {
            for (String asn : section.keys()) {
                lags.put(
                        Long.parseLong(asn.replaceAll("[^0-9]", "0")),
                        section.require(asn, Duration.ZERO, YamlSection::duration));
            }
        }
        return Map.copyOf(lags);
    }
}
