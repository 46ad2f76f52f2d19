package org.cordon.analysis.evaluate;

import org.cordon.analysis.observation.Role;
import org.cordon.analysis.simulate.GroundTruth;
import org.cordon.analysis.simulate.Scenario;

/**
 * What of a scenario decides which goals it is held to.
 *
 * @param leaky whether a tenth or more of the attempts pass some block
 * @param turnedAway whether a whole country or one network fails to reach what others reach, without a censor: a record of
 *     that is no false alarm as long as nobody is blamed
 * @param alone whether nobody looks from outside and most networks have a single site, so that suspicion is all they can reach
 */
public record World(boolean leaky, boolean turnedAway, boolean alone) {
    private static final double LEAKY = 0.1;

    public static World of(Scenario scenario) {
        boolean leaky = scenario.blocks().stream()
                .anyMatch(block -> block.leak() >= LEAKY || (block.on() != null && block.pausesBriefly()));
        boolean geoblocked =
                scenario.targets().stream().anyMatch(group -> group.quality().geoblocked() > 0);
        boolean lost = scenario.outages().stream().anyMatch(o -> !o.networks().isEmpty() || o.served() != null);
        long vantages = scenario.networks().stream()
                .filter(network -> network.role() == Role.VANTAGE)
                .count();
        long single = scenario.networks().stream()
                .filter(network -> network.role() == Role.VANTAGE && network.probes() == 1)
                .count();
        boolean outside = scenario.networks().stream()
                .anyMatch(n -> n.role() == Role.CONTROL || !n.cc().equals(scenario.country()));
        return new World(leaky, geoblocked || lost, !outside && single * 2 > vantages);
    }

    /** As far as a truth tells by itself. */
    public static World of(GroundTruth truth) {
        return new World(truth.pairs().stream().anyMatch(pair -> pair.leak() >= LEAKY), false, false);
    }
}
