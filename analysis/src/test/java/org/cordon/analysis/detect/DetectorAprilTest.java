package org.cordon.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.evaluate.Comparison;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.TargetDraw;
import org.cordon.analysis.simulate.Truth;
import org.cordon.analysis.targets.Target;
import org.cordon.analysis.wire.Json;
import org.junit.jupiter.api.Test;

/** April 2018 in a minute, as the sandbox plays it: every probe passes over all targets every eight seconds. */
final class DetectorAprilTest {
    private static final long SEED = PlayedScenario.SEED;

    @Test
    void every_prefix_of_april_2018_is_found_exactly_and_nothing_is_invented() throws Exception {
        Scenario april = ScenarioFile.read("april-2018");
        List<Target> targets = TargetDraw.draw(april);
        Duration lasting = april.duration().plusSeconds(25);
        List<Observation> observations = PlayedScenario.play(april, targets, lasting);
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
