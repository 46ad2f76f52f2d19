package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.simulate.Comparison;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.TargetDraw;
import org.cordon.analysis.simulate.Truth;
import org.cordon.analysis.targets.Target;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;

/** April 2018 in a minute, as the sandbox plays it: every probe passes over all targets every eight seconds. */
final class DetectorAprilTest {
    private static final long SEED = 11;

    private static List<Observation> play(Scenario scenario, List<Target> targets, Duration lasting) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Observation> all = new ArrayList<>();
        int id = 0;
        for (Scenario.Network network : scenario.networks()) {
            List<Scenario.Enforcement> acts = scenario.enforcements().stream()
                    .filter(e -> e.network().equals(network))
                    .toList();
            for (int probe = 0; probe < network.probes(); probe++) {
                for (long pass = 0; pass < lasting.toSeconds(); pass += 8) {
                    for (Target target : targets) {
                        Duration at = Duration.ofMillis(pass * 1_000 + random.nextInt(8_000));
                        all.add(attempt(
                                scenario, network, acts, "p" + network.asn() + probe, target, at, id++, random));
                    }
                }
            }
        }
        all.sort(Comparator.comparing(Observation::foldTime).thenComparing(Observation::id));
        return all;
    }

    private static Observation attempt(
            Scenario scenario,
            Scenario.Network network,
            List<Scenario.Enforcement> acts,
            String probe,
            Target target,
            Duration at,
            int id,
            SplittableRandom random) {
        boolean blocked =
                acts.stream().anyMatch(e -> e.activeAt(at) && e.block().cidr().contains(target.ip()));
        boolean lost = random.nextInt(200) == 0;
        Instant instant = scenario.start().plus(at);
        return new ObservationBuilder()
                .id(String.format("%08d", id))
                .probe(probe)
                .role(network.role())
                .cc(network.cc())
                .asn(network.asn())
                .at(instant)
                .received(instant.plusSeconds(blocked || lost ? 2 : 0))
                .test("tcp")
                .list(target.list())
                .ip(target.ip())
                .port(target.port())
                .failure(blocked || lost ? Failure.GENERIC_TIMEOUT_ERROR : null)
                .operation(blocked || lost ? Operation.CONNECT : null)
                .build();
    }

    @Test
    void every_prefix_of_april_2018_is_found_exactly_and_nothing_is_invented() throws Exception {
        Scenario april = ScenarioFile.read("april-2018");
        List<Target> targets = TargetDraw.draw(april);
        Duration lasting = april.duration().plusSeconds(25);
        List<Observation> observations = play(april, targets, lasting);
        Detector detector = new Detector(DetectorSettings.defaults());
        observations.forEach(detector::accept);
        List<Truth> truth = Truth.at(april, lasting);
        List<Address> addresses =
                List.copyOf(new TreeSet<>(targets.stream().map(Target::ip).toList()));
        Comparison comparison = Comparison.of(truth, detector.blocks(), addresses);
        assertEquals(List.of(), comparison.missed(), "seed " + SEED);
        assertEquals(List.of(), comparison.invented(), "seed " + SEED);
        assertEquals(3 * 57, comparison.exact().size());
        long lifted = detector.blocks().stream()
                .filter(b -> b.state() == BlockState.ENDED && b.mergedInto() == null)
                .count();
        assertTrue(lifted >= 9, "four subnets are lifted in three networks, one of them inside another: " + lifted);

        Detector again = new Detector(DetectorSettings.defaults());
        observations.forEach(again::accept);
        assertEquals(
                Json.mapper().writeValueAsString(detector.blocks()),
                Json.mapper().writeValueAsString(again.blocks()));
    }
}
