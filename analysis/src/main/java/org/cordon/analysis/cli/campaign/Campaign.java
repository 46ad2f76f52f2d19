package org.cordon.analysis.cli.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cordon.analysis.collateral.Category;
import org.cordon.analysis.collateral.DamageAssessor;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.cordon.analysis.collateral.ServiceEvidence;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Detector;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.registry.AddressCount;
import org.cordon.analysis.registry.April2018;
import org.cordon.analysis.registry.Comparison;
import org.cordon.analysis.registry.ListedSpace;
import org.cordon.analysis.registry.ReachedTargets;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.simulate.Scenario;
import org.cordon.analysis.simulate.Simulator;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;

/** Plays the campaign to a detector and stops at each moment of which a figure is documented. */
final class Campaign {
    /** When the edition of the register was published that has survived. */
    static final Instant EDITION = Instant.parse("2018-05-05T13:25:00Z");

    private static final String TARGET = "telegram";

    private final Scenario scenario;
    private final Register register;
    private final ProviderRanges ranges = ProviderRanges.bundled();
    private final List<CampaignReport.Point> curve = new ArrayList<>();
    private final ReachedTargets reached = new ReachedTargets(EDITION.minus(Duration.ofDays(1)), EDITION);
    private List<Block> atEdition = List.of();
    private long observations;

    Campaign(Scenario scenario) {
        this.scenario = scenario;
        // those that were struck off again did not live to see the edition from which the decisions are known
        this.register = April2018.subnets().select(l -> April2018.isOfCampaign(l) || l.removed() != null);
    }

    /** Plays it to its end. @param step told of each observation */
    CampaignReport play(Runnable step) {
        Simulator simulator = new Simulator(scenario);
        Detector detector = new Detector(DetectorSettings.defaults());
        Deque<AddressCount> documented = new ArrayDeque<>(April2018.counts());
        while (simulator.hasNext()) {
            Observation o = simulator.next();
            while (!documented.isEmpty() && documented.peek().when().isBefore(o.foldTime())) {
                look(documented.remove(), detector.blocks());
            }
            detector.accept(o);
            reached.accept(o);
            observations++;
            step.run();
        }
        return report();
    }

    private void look(AddressCount documented, List<Block> blocks) {
        Instant when = documented.when();
        ListedSpace listed = register.at(when);
        List<Prefix> atMost = new ArrayList<>(listed.listed());
        atMost.addAll(listed.uncertain());
        curve.add(new CampaignReport.Point(
                documented,
                PrefixSet.addresses(listed.listed()),
                PrefixSet.addresses(atMost),
                PrefixSet.addresses(DamageAssessor.space(DamageCase.active(blocks, when)))));
        if (when.equals(EDITION)) {
            atEdition = List.copyOf(blocks);
        }
    }

    private CampaignReport report() {
        List<Prefix> listed = register.at(EDITION).listed();
        List<Prefix> blocked = DamageAssessor.space(DamageCase.active(atEdition, EDITION));
        DamageAssessor assessor = new DamageAssessor(ServiceCatalogue.bundled(), TARGET, space(TARGET));
        DamageReport documented = assessor.at(listed, EDITION, null, ServiceEvidence.none());
        DamageReport found = assessor.at(blocked, EDITION, null, ServiceEvidence.none());
        List<Prefix> amazon = space("amazon");
        return new CampaignReport(
                observations,
                List.copyOf(curve),
                EDITION,
                documented,
                found,
                PrefixSet.addresses(amazon),
                PrefixSet.addresses(PrefixSet.intersection(listed, amazon)),
                PrefixSet.addresses(PrefixSet.intersection(blocked, amazon)),
                categories(documented, found),
                Comparison.of(register, atEdition, reached, EDITION));
    }

    private List<Prefix> space(String provider) {
        return ranges.edition(provider, EDITION).map(ProviderEdition::prefixes).orElseThrow().stream()
                .filter(prefix -> prefix.family() == Family.IPV4)
                .toList();
    }

    private static List<CampaignReport.Services> categories(DamageReport documented, DamageReport found) {
        Map<Category, int[]> counts = new TreeMap<>();
        documented.categories().forEach(c -> counts.computeIfAbsent(c.category(), k -> new int[2])[0] = c.inside());
        found.categories().forEach(c -> counts.computeIfAbsent(c.category(), k -> new int[2])[1] = c.inside());
        List<CampaignReport.Services> categories = new ArrayList<>();
        counts.forEach((category, n) -> categories.add(new CampaignReport.Services(category, n[0], n[1])));
        return List.copyOf(categories);
    }
}
