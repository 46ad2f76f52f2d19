package org.cordon.analysis.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.targets.Target;

/** A scenario as the sandbox plays it: every probe passes over all targets every eight seconds; one attempt in 200 is lost. */
public final class PlayedScenario {
    public static final long SEED = 11;

    private PlayedScenario() {}

    /** Its observations in fold order, the same ones each time. */
    public static List<Observation> play(Scenario scenario, List<Target> targets, Duration lasting) {
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
}
