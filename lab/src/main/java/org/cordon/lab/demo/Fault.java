package org.cordon.lab.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Scenario.Network;

/**
 * One thing that goes wrong on purpose.
 *
 * @param at offset from the scenario's start
 * @param network whose first probe's way to the collector is meant; null where the collector is
 */
record Fault(
        Duration at,
        Kind kind,
        @org.jspecify.annotations.Nullable Network network) {
    /** What happens. */
    enum Kind {
        /** The collector is killed with its broker, and started again at once. */
        KILL,
        /** Not a packet passes between a probe and the collector, until {@link #MEND}. */
        CUT,
        /** The way is open again. */
        MEND
    }

    /** The least and the most that passes between two kills: some hit a collector that has not finished starting. */
    private static final long LEAST_PAUSE_MILLIS = 3_000;

    private static final long MOST_PAUSE_MILLIS = 15_000;

    private static final Duration FIRST = Duration.ofSeconds(3);

    /**
     * What will go wrong, in the order of time.
     *
     * @param kills how often the collector is killed, at random moments
     * @param cut for how long one probe's way to the collector is cut; zero: not at all
     */
    static List<Fault> plan(Scenario scenario, int kills, Duration cut, RandomGenerator random) {
        List<Fault> plan = new ArrayList<>();
        Duration at = FIRST;
        for (int i = 0; i < kills; i++) {
            plan.add(new Fault(at, Kind.KILL, null));
            at = at.plusMillis(random.nextLong(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
        }
        if (!cut.isZero()) {
            Network network = scenario.networks().get(0);
            plan.add(new Fault(FIRST, Kind.CUT, network));
            plan.add(new Fault(FIRST.plus(cut), Kind.MEND, network));
        }
        return plan.stream().sorted(Comparator.comparing(Fault::at)).toList();
    }
}
