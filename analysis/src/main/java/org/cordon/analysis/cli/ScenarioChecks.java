package org.cordon.analysis.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.simulate.Scenario;
import org.jspecify.annotations.Nullable;

/** What no single value of a scenario shows to be wrong: a world that says something else than was meant. */
final class ScenarioChecks {
    private final Set<Long> asns = new TreeSet<>();
    private final List<YamlSection> sections;

    /** @param sections those of the networks, {@code networks} what they say */
    ScenarioChecks(List<YamlSection> sections, List<Scenario.Network> networks) {
        this.sections = sections;
        for (int i = 0; i < networks.size(); i++) {
            if (!asns.add(networks.get(i).asn())) {
                sections.get(i).problem("asn", "AS" + networks.get(i).asn() + " is there twice");
            }
        }
    }

    /** Every AS number of {@code named} must be a network's. */
    void known(YamlSection s, String key, Collection<Long> named) {
        for (long asn : named) {
            if (!asns.contains(asn)) {
                s.problem(key, "no network is AS" + asn);
            }
        }
    }

    void block(YamlSection s, Scenario.ScriptedBlock block, List<Scenario.Network> networks) {
        known(s, "networks", block.networks());
        known(s, "lags", block.lags().keySet());
        known(s, "coverages", block.coverages().keySet());
        order(s, block.start(), block.end());
        for (Prefix except : block.except()) {
            if (!block.cidr().contains(except)) {
                s.problem("except", except + " does not lie in " + block.cidr());
            }
        }
        if ((block.on() == null) != (block.off() == null)) {
            s.problem("on", "needs 'off' beside it, and 'off' needs 'on'");
        } else if (block.on() != null
                && (block.on().isZero() || block.off() == null || block.off().isZero())) {
            s.problem("on", "'on' and 'off' must be longer than nothing");
        }
        String region = block.region();
        if (region != null && networks.stream().noneMatch(n -> n.regions().contains(region))) {
            s.problem("region", "no network has probes in " + region);
        }
    }

    void outage(YamlSection s, Scenario.Outage outage) {
        known(s, "networks", outage.networks());
        order(s, outage.start(), outage.end());
    }

    void allowlist(YamlSection s, Scenario.Allowlist allowlist) {
        known(s, "networks", allowlist.networks());
        order(s, allowlist.start(), allowlist.end());
    }

    private static void order(YamlSection s, Duration start, @Nullable Duration end) {
        if (end != null && end.compareTo(start) <= 0) {
            s.problem("end", "must come after 'start'");
        }
    }

    /** What concerns the file as a whole. */
    void whole(YamlSection top, Scenario scenario) {
        known(top, "lags", scenario.lags().keySet());
        if (sections.isEmpty()) {
            top.problem("networks", "there must be one");
        }
        Duration every = scenario.every();
        if (every != null && every.isZero()) {
            top.problem("every", "must be longer than nothing");
        }
        for (String test : scenario.tests()) {
            if (!Detector.judges(test)) {
                top.problem("tests", "nothing is known of '" + test + "'");
            }
        }
    }

    static void habits(YamlSection s, Scenario.ProbeHabits habits) {
        if (habits.offline() > 0 && habits.offlineFor().isZero()) {
            s.problem("offline_for", "must be longer than nothing");
        }
    }

    static void quality(YamlSection s, Scenario.Quality q) {
        double sum = q.dead() + q.flaky() + q.dying() + q.moving() + q.geoblocked() + q.rateLimited();
        if (sum > 1 + 1e-9) {
            s.problem("dead", "the shares of all kinds come to more than 1");
        }
    }
}
