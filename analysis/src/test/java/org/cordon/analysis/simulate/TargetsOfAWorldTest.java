package org.cordon.analysis.simulate;

import static org.cordon.analysis.simulate.PlayedWorld.between;
import static org.cordon.analysis.simulate.PlayedWorld.hour;
import static org.cordon.analysis.simulate.PlayedWorld.in;
import static org.cordon.analysis.simulate.PlayedWorld.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.prefix.Address;
import org.junit.jupiter.api.Test;

/** What a scenario says of targets and far ends, its world does. */
final class TargetsOfAWorldTest {

    private static PlayedWorld all(String quality) throws Exception {
        return new PlayedWorld("targets: [{list: a, cidr: 52.56.0.0/14, count: 20, quality: {" + quality + "}}]\n");
    }

    private static Map<Address, List<Observation>> byTarget(PlayedWorld world, long asn) {
        return world.where(of(asn)).stream().collect(Collectors.groupingBy(Observation::ip));
    }

    @Test
    void dead_ones_never_answer_and_flaky_ones_seven_times_in_ten() throws Exception {
        assertEquals(1, all("dead: 1").failing(o -> true));
        assertEquals(0.3, all("flaky: 1").failing(o -> true), 0.03);
        assertEquals(List.of(), all("dead: 1").truth.live());
        long dead = byTarget(all("dead: 0.5"), 3).values().stream()
                .filter(some -> some.stream().noneMatch(Observation::succeeded))
                .count();
        assertEquals(10, dead, 5);
    }

    @Test
    void dying_ones_fall_silent_for_good_and_those_that_change_hands_refuse() throws Exception {
        for (String quality : List.of("dying: 1", "moving: 1")) {
            PlayedWorld world = all(quality);
            for (List<Observation> some : byTarget(world, 1).values()) {
                List<Observation> inTime =
                        some.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
                boolean gone = false;
                for (Observation o : inTime) {
                    gone |= !o.succeeded();
                    assertEquals(gone, !o.succeeded(), quality + " stays so: " + o);
                }
            }
            Failure how = quality.startsWith("moving") ? Failure.CONNECTION_REFUSED : Failure.GENERIC_TIMEOUT_ERROR;
            List<Observation> failed = world.where(o -> !o.succeeded());
            assertTrue(failed.size() > 100);
            assertTrue(failed.stream().allMatch(o -> how.equals(o.failure())), quality);
        }
    }

    @Test
    void a_target_that_limits_rates_answers_who_comes_seldom() throws Exception {
        PlayedWorld world = all("rate_limited: 1");
        for (List<Observation> some : byTarget(world, 1).values()) {
            List<Observation> inTime =
                    some.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
            for (int i = 1; i < inTime.size(); i++) {
                long since = Duration.between(
                                inTime.get(i - 1).at(), inTime.get(i).at())
                        .toMinutes();
                boolean alone = i + 1 == inTime.size()
                        || Duration.between(
                                                inTime.get(i).at(),
                                                inTime.get(i + 1).at())
                                        .toMinutes()
                                >= 1;
                if (since > 21 && alone) {
                    assertTrue(inTime.get(i).succeeded(), inTime.get(i).toString());
                } else if (since >= 1 && since < 18 && alone) {
                    // within a minute attempts are drawn in no order
                    assertTrue(!inTime.get(i).succeeded(), inTime.get(i).toString());
                }
            }
        }
    }

    @Test
    void geoblocking_turns_away_the_country_and_nobody_else() throws Exception {
        PlayedWorld world = all("geoblocked: 1");
        assertEquals(1, world.failing(of(1)));
        assertEquals(0, world.failing(of(3)));
    }

    @Test
    void an_anycast_target_is_known_as_one_and_the_instance_of_one_country_fails_alone() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                targets: [{list: a, cidr: 104.16.0.0/13, count: 20, quality: {anycast: true}}]
                outages: [{cidr: 104.16.0.0/13, served: RU, start: 6h, end: 9h}]
                """);
        assertTrue(TargetDraw.draw(world.scenario).stream().allMatch(target -> target.anycast()));
        assertEquals(1, world.failing(of(1).and(between(6, 9))));
        assertEquals(0, world.failing(of(1).and(between(9, 24))));
        assertEquals(0, world.failing(of(3)));
        assertEquals(List.of(), world.truth.pairs());
    }

    @Test
    void a_far_end_that_fails_fails_for_everybody_and_a_lost_route_in_one_network() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                networks:
                  - {asn: 1, probes: 4}
                  - {asn: 2, probes: 4}
                  - {asn: 3, cc: DE, role: control, probes: 1}
                outages:
                  - {cidr: 52.56.0.0/14, start: 2h, end: 5h, controls_back: 30m}
                  - {cidr: 52.56.0.0/14, networks: [2], start: 10h, end: 15h}
                """);
        assertEquals(1, world.failing(of(1).and(between(2, 5))));
        assertEquals(1, world.failing(of(3).and(between(2, 4.5))));
        assertEquals(0, world.failing(of(3).and(between(4.51, 24))));
        assertEquals(1, world.failing(of(2).and(between(10, 15))));
        assertEquals(0, world.failing(of(1).and(between(10, 15))));
        assertEquals(List.of(), world.truth.pairs());
    }

    @Test
    void a_new_list_is_measured_from_its_hour_on() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                targets:
                  - {list: a, cidr: 52.56.0.0/14, count: 20}
                  - {list: b, cidr: 18.184.0.0/15, count: 20, since: 10h}
                """);
        assertEquals(List.of(), world.where(in("18.184.0.0/15").and(between(0, 10))));
        assertTrue(world.where(in("18.184.0.0/15").and(between(10, 11))).size() > 50);
        assertEquals(
                20,
                world.truth.live().stream()
                        .filter(target -> target.since().equals(hour(10)))
                        .count());
    }
}
