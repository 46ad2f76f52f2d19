package org.cordon.analysis.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Prefix;

/** A world of a few lines of YAML, played to its end: a day of one Russian network and one control, without any loss. */
final class PlayedWorld {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final String HEAD = """
            name: world
            start: 2026-03-02T00:00:00Z
            duration: 1d
            country: RU
            rate: 4
            """;
    private static final String NETWORKS = """
            networks:
              - {asn: 1, probes: 4}
              - {asn: 3, cc: DE, role: control, probes: 1}
            """;
    private static final String HABITS = "habits: {loss: 0}\n";
    private static final String TARGETS = "targets: [{list: a, cidr: 52.56.0.0/14, count: 20}]\n";

    final Scenario scenario;
    final List<Observation> all = new ArrayList<>();
    final GroundTruth truth;

    /** What {@code yaml} says, and for the networks, habits and targets that it leaves out the plain ones. */
    PlayedWorld(String yaml) throws Exception {
        scenario = ScenarioFile.parse(
                "world",
                HEAD
                        + (yaml.contains("networks:\n") ? "" : NETWORKS)
                        + (yaml.contains("\nhabits:") || yaml.startsWith("habits:") ? "" : HABITS)
                        + (yaml.contains("targets:") ? "" : TARGETS)
                        + yaml);
        Simulator simulator = new Simulator(scenario);
        simulator.forEachRemaining(all::add);
        truth = simulator.truth();
    }

    static Predicate<Observation> of(long asn) {
        return o -> o.asn() == asn;
    }

    static Predicate<Observation> in(String cidr) {
        return o -> o.ip() != null && Prefix.parse(cidr).contains(o.ip());
    }

    /** Begun between two hours of the day. */
    static Predicate<Observation> between(double from, double to) {
        return o -> !o.at().isBefore(hour(from)) && o.at().isBefore(hour(to));
    }

    static Instant hour(double hours) {
        return START.plus(Duration.ofMillis(Math.round(hours * 3_600_000)));
    }

    List<Observation> where(Predicate<Observation> which) {
        return all.stream().filter(which).toList();
    }

    /** Share of failures among them. @throws AssertionError if they are too few to tell */
    double failing(Predicate<Observation> which) {
        List<Observation> some = where(which);
        if (some.size() < 20) {
            throw new AssertionError("only " + some.size() + " observations");
        }
        return some.stream().filter(o -> !o.succeeded()).count() / (double) some.size();
    }
}
