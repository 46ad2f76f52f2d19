package org.cordon.analysis.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;

/** A scenario played to a detector. */
public final class Trial {
    private Trial() {}

    /**
     * Plays {@code scenario} to its end and scores what the detector made of it.
     *
     * @param progress told how many observations have been made, every now and then
     */
    public static Score run(Scenario scenario, DetectorSettings settings, LongConsumer progress) {
        Simulator simulator = new Simulator(scenario);
        Detector detector = new Detector(settings);
        List<Evaluation.Revision> log = new ArrayList<>();
        long count = 0;
        while (simulator.hasNext()) {
            Observation o = simulator.next();
            detector.accept(o);
            for (Block block : detector.drainChanges()) {
                log.add(new Evaluation.Revision(o.foldTime(), block));
            }
            if ((++count & 0xffff) == 0) {
                progress.accept(count);
            }
        }
        return new Evaluation(simulator.truth(), log).score();
    }
}
