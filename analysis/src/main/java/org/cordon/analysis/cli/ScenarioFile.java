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
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.Scenario;

/** Reads scenarios from YAML: a file, or by name one of those that are shipped. */
public final class ScenarioFile {
    private static final Prefix NOWHERE = Prefix.parse("0.0.0.0/32");

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
        Scenario scenario = new Scenario(
                top.require("name", "", text -> text),
                top.optional("description", "", text -> text),
                top.optional("seed", 1L, Long::parseLong),
                start,
                top.require("duration", Duration.ZERO, YamlSection::duration),
                country,
                top.sections("networks").stream().map(s -> network(s, country)).toList(),
                top.sections("targets").stream().map(ScenarioFile::group).toList(),
                top.optional("rate", 0.4, Double::parseDouble),
                top.sections("blocks").stream().map(s -> block(s, start)).toList(),
                lags(top));
        top.done();
        return scenario;
    }

    private static Scenario.Network network(YamlSection s, String country) {
        Scenario.Network network = new Scenario.Network(
                s.require("asn", 0L, Long::parseLong),
                s.optional("name", "", text -> text),
                s.optional("cc", country, text -> text),
                s.optional("role", Role.VANTAGE, text -> YamlSection.word(Role.class, text)),
                s.optional("access", Access.FIXED, text -> YamlSection.word(Access.class, text)),
                s.optional("probes", 1, Integer::parseInt));
        s.done();
        return network;
    }

    private static Scenario.TargetGroup group(YamlSection s) {
        String list = s.require("list", "", text -> text);
        List<Integer> ports = s.list("ports", Integer::parseInt);
        Scenario.TargetGroup group = new Scenario.TargetGroup(
                list,
                s.require("cidr", NOWHERE, Prefix::parse),
                s.optional("count", 1, Integer::parseInt),
                ports.isEmpty() ? List.of(443) : ports,
                s.optional("provider", list, text -> text));
        s.done();
        return group;
    }

    private static Scenario.ScriptedBlock block(YamlSection s, Instant start) {
        Scenario.ScriptedBlock block = new Scenario.ScriptedBlock(
                s.require("cidr", NOWHERE, Prefix::parse),
                s.optional("mechanism", Mechanism.IP_DROP, text -> YamlSection.word(Mechanism.class, text)),
                s.list("networks", Long::parseLong),
                s.require("start", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.find("end", text -> YamlSection.offset(text, start)).orElse(null),
                s.optional("leak", 0.0, Double::parseDouble),
                s.list("except", Prefix::parse),
                s.list("ports", Integer::parseInt));
        s.done();
        return block;
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
