package org.cordon.analysis.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.cordon.analysis.detect.Mechanism;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.Scenario;
import org.jspecify.annotations.Nullable;

/** The parts of a scenario file; docs/scenarios.md names their keys. */
final class ScenarioSections {
    private static final Prefix NOWHERE = Prefix.parse("0.0.0.0/32");

    private ScenarioSections() {}

    static Scenario.Network network(YamlSection s, String country, Instant start, Scenario.ProbeHabits habits) {
        YamlSection own = s.section("habits");
        Scenario.Network network = new Scenario.Network(
                s.require("asn", 0L, ScenarioSections::asn),
                s.optional("name", "", text -> text),
                s.optional("cc", country, text -> text),
                s.optional("role", Role.VANTAGE, word(Role.class)),
                s.optional("access", Access.FIXED, word(Access.class)),
                s.optional("probes", 1, ScenarioSections::count),
                s.optional("sites", 0, ScenarioSections::count),
                s.optional("mobile", 0.0, ScenarioSections::share),
                s.list("regions", text -> text),
                own == null ? null : habits(own, habits),
                s.optional("enforces", 1.0, ScenarioSections::share),
                s.sections("liars").stream().map(liar -> liar(liar, start)).toList());
        s.done();
        return network;
    }

    private static Scenario.Liar liar(YamlSection s, Instant start) {
        Scenario.Liar liar = new Scenario.Liar(
                s.require("lie", Scenario.Lie.INVENT, word(Scenario.Lie.class)),
                s.find("cidr", Prefix::parse).orElse(null),
                s.optional("from", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.optional("keys", 1, ScenarioSections::count),
                s.optional("flood", 1.0, ScenarioSections::amount));
        s.done();
        return liar;
    }

    /** What the section says, and {@code others} where it is silent. */
    static Scenario.ProbeHabits habits(@Nullable YamlSection s, Scenario.ProbeHabits others) {
        if (s == null) {
            return others;
        }
        Scenario.ProbeHabits habits = new Scenario.ProbeHabits(
                s.optional("loss", others.loss(), ScenarioSections::share),
                s.optional("offline", others.offline(), ScenarioSections::share),
                s.optional("offline_for", others.offlineFor(), YamlSection::duration),
                s.optional("recognised", others.recognised(), ScenarioSections::share),
                s.optional("skew", others.skew(), YamlSection::duration),
                s.optional("upload", others.upload(), YamlSection::duration),
                s.optional("late", others.late(), ScenarioSections::share),
                s.optional("late_for", others.lateFor(), YamlSection::duration),
                s.optional("canary_trust", others.canaryTrust(), ScenarioSections::share));
        ScenarioChecks.habits(s, habits);
        s.done();
        return habits;
    }

    static Scenario.TargetGroup group(YamlSection s, Instant start) {
        String list = s.require("list", "", text -> text);
        List<Integer> ports = s.list("ports", ScenarioSections::port);
        Scenario.TargetGroup group = new Scenario.TargetGroup(
                list,
                s.require("cidr", NOWHERE, Prefix::parse),
                s.optional("count", 1, ScenarioSections::count),
                ports.isEmpty() ? List.of(443) : ports,
                s.optional("provider", list, text -> text),
                quality(s.section("quality")),
                s.find("since", text -> YamlSection.offset(text, start)).orElse(null));
        s.done();
        return group;
    }

    private static Scenario.Quality quality(@Nullable YamlSection s) {
        if (s == null) {
            return Scenario.Quality.GOOD;
        }
        Scenario.Quality quality = new Scenario.Quality(
                s.optional("dead", 0.0, ScenarioSections::share),
                s.optional("flaky", 0.0, ScenarioSections::share),
                s.optional("dying", 0.0, ScenarioSections::share),
                s.optional("moving", 0.0, ScenarioSections::share),
                s.optional("geoblocked", 0.0, ScenarioSections::share),
                s.optional("rate_limited", 0.0, ScenarioSections::share),
                s.optional("anycast", false, ScenarioSections::flag));
        ScenarioChecks.quality(s, quality);
        s.done();
        return quality;
    }

    static Scenario.ScriptedBlock block(YamlSection s, Instant start) {
        Scenario.ScriptedBlock block = new Scenario.ScriptedBlock(
                s.require("cidr", NOWHERE, Prefix::parse),
                s.optional("mechanism", Mechanism.IP_DROP, word(Mechanism.class)),
                s.list("networks", ScenarioSections::asn),
                s.require("start", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.find("end", text -> YamlSection.offset(text, start)).orElse(null),
                s.optional("leak", 0.0, ScenarioSections::share),
                s.list("except", Prefix::parse),
                s.list("ports", ScenarioSections::port),
                s.optional("coverage", 1.0, ScenarioSections::share),
                byNetwork(s, "coverages", 0.0, ScenarioSections::share),
                byNetwork(s, "lags", Duration.ZERO, YamlSection::duration),
                s.find("access", word(Access.class)).orElse(null),
                s.find("region", text -> text).orElse(null),
                s.find("on", YamlSection::duration).orElse(null),
                s.find("off", YamlSection::duration).orElse(null));
        s.done();
        return block;
    }

    static Scenario.Outage outage(YamlSection s, Instant start) {
        Scenario.Outage outage = new Scenario.Outage(
                s.require("cidr", NOWHERE, Prefix::parse),
                s.list("networks", ScenarioSections::asn),
                s.find("served", text -> text).orElse(null),
                s.require("start", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.require("end", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.optional("controls_back", Duration.ZERO, YamlSection::duration));
        s.done();
        return outage;
    }

    static Scenario.Allowlist allowlist(YamlSection s, Instant start) {
        Scenario.Allowlist allowlist = new Scenario.Allowlist(
                s.list("networks", ScenarioSections::asn),
                s.find("access", word(Access.class)).orElse(null),
                s.require("start", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.require("end", Duration.ZERO, text -> YamlSection.offset(text, start)),
                s.list("lists", text -> text),
                s.optional("recognised", Duration.ZERO, YamlSection::duration));
        s.done();
        return allowlist;
    }

    private static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
        return text -> YamlSection.word(type, text);
    }

    /** A mapping of AS numbers to values. */
    static <T> Map<Long, T> byNetwork(YamlSection s, String key, T fallback, Function<String, T> parse) {
        Map<Long, T> values = new TreeMap<>();
        YamlSection section = s.section(key);
        if (section != null) {
            for (String name : section.keys()) {
                T value = section.require(name, fallback, parse);
                try {
                    values.put(asn(name), value);
                } catch (IllegalArgumentException e) {
                    section.problem(name, "is not an AS number");
                }
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static long asn(String text) {
        long value = Long.parseLong(text);
        if (value < 0 || value > 4_294_967_295L) {
            throw new IllegalArgumentException("is not an AS number");
        }
        return value;
    }

    private static int port(String text) {
        int value = Integer.parseInt(text);
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException("is not a port between 1 and 65535");
        }
        return value;
    }

    private static double share(String text) {
        double value = Double.parseDouble(text);
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("is not a share between 0 and 1");
        }
        return value;
    }

    static double amount(String text) {
        double value = Double.parseDouble(text);
        if (!(value >= 0 && value <= 1e6)) {
            throw new IllegalArgumentException("is not between 0 and 1000000");
        }
        return value;
    }

    private static int count(String text) {
        int value = Integer.parseInt(text);
        if (value < 0 || value > 1_000_000) {
            throw new IllegalArgumentException("is not between 0 and 1000000");
        }
        return value;
    }

    static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("is neither true nor false");
        }
        return text.equals("true");
    }
}
