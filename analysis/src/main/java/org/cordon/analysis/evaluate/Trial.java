package org.cordon.analysis.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.baseline.Baseline;
import org.cordon.analysis.baseline.Baselines;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.simulate.GroundTruth;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Simulator;

/** Scenarios of one world played to the detector, and the same observations to the baselines. */
public final class Trial {
    /** One false alarm of a network and prefix in a year. */
    public static final Duration BUDGET = Duration.ofDays(365);

    /** The name of the detector among the methods. */
    public static final String DETECTOR = "detector";

    private final DetectorSettings settings;
    private final boolean withBaselines;
    private final Duration budget;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /**
     * @param withBaselines whether they play too; they are told the prefixes that targets are drawn from
     * @param budget mean time between two false alarms of one network and prefix, for the bound on the delay
     */
    public Trial(DetectorSettings settings, boolean withBaselines, Duration budget) {
        this.settings = settings;
        this.withBaselines = withBaselines;
        this.budget = budget;
    }

    /** What the detector alone makes of {@code scenario}. */
    public static Score run(Scenario scenario, DetectorSettings settings) {
        Trial trial = new Trial(settings, false, BUDGET);
        trial.play(scenario, () -> {});
        return trial.tallies.getOrDefault(DETECTOR, new Tally()).score();
    }

    /**
     * Plays {@code scenario} to its end and adds what came of it.
     *
     * @param step told of each observation
     */
    public void play(Scenario scenario, Runnable step) {
        Simulator simulator = new Simulator(scenario);
        Detector detector = new Detector(settings);
        List<Baseline> baselines = withBaselines
                ? Baselines.all(scenario.targets().stream()
                        .map(Scenario.TargetGroup::cidr)
                        .toList())
                : List.of();
        List<Revision> log = new ArrayList<>();
        while (simulator.hasNext()) {
            Observation o = simulator.next();
            detector.accept(o);
            for (Block block : detector.drainChanges()) {
                log.add(Revision.of(o.foldTime(), block));
            }
            baselines.forEach(baseline -> baseline.accept(o));
            step.run();
        }
        add(DETECTOR, simulator.truth(), log);
        baselines.forEach(b -> add(b.name(), simulator.truth(), Revision.ofClaims(b.claims())));
    }

    private void add(String method, GroundTruth truth, List<Revision> log) {
        new Evaluation(truth, log, budget).addTo(tallies.computeIfAbsent(method, name -> new Tally()));
    }

    /** The figures of all that was played, by method: the detector, then the baselines. */
    public Map<String, Score> scores() {
        Map<String, Score> scores = new LinkedHashMap<>();
        tallies.forEach((method, tally) -> scores.put(method, tally.score()));
        return scores;
    }
}
