package org.cordon.analysis.baseline;

import java.util.Collection;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;

/** The baselines that the detector is held against; docs/detection.md says what each is told and why. */
public final class Baselines {
    private Baselines() {}

    /** A fresh one of each. @param announced prefixes that those which need to be given prefixes are told of */
    public static List<Baseline> all(Collection<Prefix> announced) {
        return List.of(
                new Hourly("ooni-rule", Units.announced(announced), OoniRule::new),
                new Hourly("ooni-cusum", Units.announced(announced), OoniCusum::new),
                new Hourly("rate/24", Units.subnets(), FailureRate::new),
                new Trinocular());
    }
}
