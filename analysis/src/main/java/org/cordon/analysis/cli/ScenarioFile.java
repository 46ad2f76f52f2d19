package org.cordon.analysis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.cordon.analysis.simulate.Scenario;

/** Reads scenarios from YAML: a file, or by name one of those that are shipped. */
public final class ScenarioFile {
    /** Names of those that are shipped. */
    public static final List<String> SHIPPED = List.of(
            "quiet-day",
            "subnets",
            "leaky",
            "growing",
            "nested-adjacent",
            "exceptions",
            "partial-coverage",
            "mobile-only",
            "region-only",
            "v6",
            "ports-2026",
            "russia-2026",
            "same-minute",
            "same-minute-alone",
            "outages",
            "anycast",
            "lost-route",
            "geoblocking",
            "geoblocking-begins",
            "restless-targets",
            "new-lists",
            "allowlist",
            "canaries-blocked",
            "liars",
            "offline",
            "late-and-skewed",
            "single-addresses",
            "april-2018",
            "april-2018-real-time");

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
        YamlSection top;
        try {
            top = YamlSection.ofFile(yaml, problems);
        } catch (JsonProcessingException e) {
            throw new BadFileException(name, List.of(notYaml(e)));
        }
        Scenario scenario = scenario(top);
        if (!problems.isEmpty()) {
            throw new BadFileException(name, problems);
        }
        return scenario;
    }

    private static String notYaml(JsonProcessingException e) {
        String why = e.getOriginalMessage().lines().findFirst().orElse("");
        return (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ") + "not YAML: " + why;
    }

    private static Scenario scenario(YamlSection top) {
        Instant start = top.require("start", Instant.EPOCH, Instant::parse);
        String country = top.require("country", "ZZ", text -> text);
        List<String> tests = top.list("tests", text -> text);
        Scenario.ProbeHabits habits = ScenarioSections.habits(top.section("habits"), Scenario.ProbeHabits.PLAIN);
        List<YamlSection> sections = top.sections("networks");
        List<Scenario.Network> networks = sections.stream()
                .map(s -> ScenarioSections.network(s, country, start, habits))
                .toList();
        ScenarioChecks checks = new ScenarioChecks(sections, networks);
        Scenario scenario = new Scenario(
                top.require("name", "", text -> text),
                top.optional("description", "", text -> text),
                top.optional("seed", 1L, Long::parseLong),
                start,
                top.require("duration", Duration.ZERO, YamlSection::duration),
                country,
                networks,
                top.sections("targets").stream()
                        .map(s -> ScenarioSections.group(s, start))
                        .toList(),
                top.optional("rate", 0.4, ScenarioSections::amount),
                top.find("every", YamlSection::duration).orElse(null),
                tests.isEmpty() ? List.of("tcp") : tests,
                habits,
                checked(
                        top.sections("blocks"),
                        s -> ScenarioSections.block(s, start),
                        (s, block) -> checks.block(s, block, networks)),
                ScenarioSections.byNetwork(top, "lags", Duration.ZERO, YamlSection::duration),
                top.optional("rollout", false, ScenarioSections::flag),
                checked(top.sections("outages"), s -> ScenarioSections.outage(s, start), checks::outage),
                checked(top.sections("allowlists"), s -> ScenarioSections.allowlist(s, start), checks::allowlist));
        checks.whole(top, scenario);
        top.done();
        return scenario;
    }

    private static <T> List<T> checked(
            List<YamlSection> sections, Function<YamlSection, T> read, BiConsumer<YamlSection, T> check) {
        List<T> all = new ArrayList<>();
        for (YamlSection section : sections) {
            T one = read.apply(section);
            check.accept(section, one);
            all.add(one);
        }
        return List.copyOf(all);
    }
}
