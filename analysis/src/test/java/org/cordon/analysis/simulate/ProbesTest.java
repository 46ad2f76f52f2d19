package org.cordon.analysis.simulate;

import static org.cordon.analysis.simulate.PlayedWorld.between;
import static org.cordon.analysis.simulate.PlayedWorld.in;
import static org.cordon.analysis.simulate.PlayedWorld.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.junit.jupiter.api.Test;

/** What a scenario says of networks and probes, its world does. */
final class ProbesTest {

    @Test
    void a_network_has_fixed_and_mobile_probes_in_its_regions_behind_its_sites() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                networks:
                  - {asn: 1, access: fixed, mobile: 0.5, probes: 4, sites: 2, regions: [RU-MOW, RU-SPE]}
                """);
        Map<Access, Set<String>> byAccess = world.all.stream()
                .collect(Collectors.groupingBy(
                        Observation::access, Collectors.mapping(Observation::probe, Collectors.toSet())));
        assertEquals(2, byAccess.get(Access.FIXED).size());
        assertEquals(2, byAccess.get(Access.MOBILE).size());
        assertEquals(
                2, world.all.stream().map(Observation::siteOrProbe).distinct().count());
        assertEquals(
                Set.of("RU-MOW", "RU-SPE"),
                world.all.stream().map(Observation::region).collect(Collectors.toSet()));
    }

    @Test
    void lines_lose_the_share_that_was_asked_for_in_each_network() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                habits: {loss: 0.05}
                networks:
                  - {asn: 1, probes: 4}
                  - {asn: 2, probes: 4, habits: {loss: 0.3}}
                """);
        assertEquals(0.05, world.failing(of(1)), 0.02);
        assertEquals(0.3, world.failing(of(2)), 0.03);
    }

    @Test
    void a_probe_without_a_line_fails_everywhere_for_a_while_and_sometimes_knows() throws Exception {
        PlayedWorld world = new PlayedWorld("habits: {loss: 0, offline: 0.2, offline_for: 40m, recognised: 0.5}\n");
        assertEquals(0.2, world.failing(of(1)), 0.05);
        List<Observation> failed = world.where(o -> !o.succeeded());
        long known = failed.stream().filter(o -> o.mode() == LinkMode.OFFLINE).count();
        assertEquals(0.5, known / (double) failed.size(), 0.2);
        Map<String, Set<Long>> tenMinutes = failed.stream()
                .collect(Collectors.groupingBy(
                        Observation::probe,
                        Collectors.mapping(o -> o.at().getEpochSecond() / 600, Collectors.toSet())));
        tenMinutes.forEach((probe, some) -> assertTrue(some.size() < 24 * 6 / 2, probe + " fails in spells: " + some));
    }

    @Test
    void each_clock_is_wrong_by_an_amount_of_its_own_and_the_order_does_not_mind() throws Exception {
        PlayedWorld world = new PlayedWorld("habits: {loss: 0, skew: 10m, upload: 1s}\n");
        Map<String, List<Long>> wrong = world.all.stream()
                .collect(Collectors.groupingBy(
                        Observation::probe,
                        Collectors.mapping(
                                o -> Duration.between(o.at(), o.foldTime()).toSeconds(), Collectors.toList())));
        wrong.forEach((probe, by) -> {
            TreeSet<Long> some = new TreeSet<>(by);
            assertTrue(some.last() - some.first() <= 3, probe + " is constantly wrong: " + some.first());
        });
        TreeSet<Long> clocks = new TreeSet<>();
        wrong.values().forEach(by -> clocks.add(by.get(0)));
        assertTrue(clocks.last() - clocks.first() > 120, "clocks differ: " + clocks);
    }

    @Test
    void some_hours_of_a_probe_arrive_late_and_others_at_once() throws Exception {
        PlayedWorld world = new PlayedWorld("habits: {loss: 0, upload: 20s, late: 0.3, late_for: 5h}\n");
        long late = world.all.stream()
                .filter(o -> Duration.between(o.at(), o.foldTime()).toMinutes() > 2)
                .count();
        assertEquals(0.3, late / (double) world.all.size(), 0.12);
        assertTrue(world.all.stream()
                .allMatch(o -> Duration.between(o.at(), o.foldTime()).toMinutes() <= 301));
    }

    @Test
    void one_liar_hides_a_block_and_another_invents_one_from_its_hour_on() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                networks:
                  - {asn: 1, probes: 2, liars: [{lie: hide}, {lie: invent, cidr: 18.184.0.0/15, from: 6h}]}
                targets: [{list: a, cidr: 52.56.0.0/14, count: 20}, {list: b, cidr: 18.184.0.0/15, count: 20}]
                blocks: [{cidr: 52.56.0.0/14, start: 1h}]
                """);
        Map<String, Double> hidden = failures(world, "52.56.0.0/14", 2, 24);
        assertEquals(0, hidden.get("p1-2"), "the one that hides");
        assertEquals(
                List.of(0.0, 1.0, 1.0, 1.0), hidden.values().stream().sorted().toList());
        Map<String, Double> invented = failures(world, "18.184.0.0/15", 7, 24);
        assertEquals(1, invented.get("p1-3"), "the one that invents");
        assertEquals(
                List.of(0.0, 0.0, 0.0, 1.0), invented.values().stream().sorted().toList());
        assertEquals(
                Set.of(0.0), Set.copyOf(failures(world, "18.184.0.0/15", 0, 6).values()));
    }

    private static Map<String, Double> failures(PlayedWorld world, String cidr, double from, double to) {
        return world.all.stream()
                .filter(in(cidr).and(between(from, to)))
                .collect(Collectors.groupingBy(
                        Observation::probe, Collectors.averagingDouble(o -> o.succeeded() ? 0 : 1)));
    }

    @Test
    void probes_that_trust_their_canaries_mark_what_they_send_while_these_are_blocked() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                habits: {loss: 0, canary_trust: 0.5}
                networks:
                  - {asn: 1, probes: 40}
                targets:
                  - {list: a, cidr: 52.56.0.0/14, count: 20}
                  - {list: canary, cidr: 1.1.1.1/32}
                  - {list: canary, cidr: 9.9.9.9/32}
                blocks: [{cidr: 1.1.1.1/32, start: 6h, end: 12h}, {cidr: 9.9.9.9/32, start: 6h, end: 12h}]
                """);
        List<Observation> marked = world.where(o -> o.mode() == LinkMode.OFFLINE);
        assertTrue(marked.stream().allMatch(between(6, 12)));
        assertEquals(0.5, marked.size() / (double) world.where(between(6, 12)).size(), 0.2);
        assertTrue(marked.stream().anyMatch(Observation::succeeded), "the rest of the world goes on answering them");
        assertEquals(2, world.truth.pairs().size());
    }
}
