package org.cordon.analysis.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.cli.ScenarioFile;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Prefix;
import org.junit.jupiter.api.Test;

final class SimulatorTest {
    private static final String WORLD = """
            name: world
            start: 2026-03-02T00:00:00Z
            duration: 2d
            country: RU
            rate: 2
            habits: {loss: 0, late: 0.05, late_for: 3h, skew: 5s}
            networks:
              - {asn: 1, probes: 4, liars: [{lie: invent, cidr: 10.9.0.0/16, keys: 1000, flood: 3}]}
              - {asn: 2, access: mobile, probes: 2}
              - {asn: 3, cc: DE, role: control, probes: 1}
            targets:
              - {list: a, cidr: 52.56.0.0/14, count: 30}
              - {list: b, cidr: 35.192.0.0/12, count: 20, quality: {geoblocked: 1}}
              - {list: c, cidr: 18.184.0.0/15, count: 20, since: 10h}
            blocks:
              - {cidr: 52.56.0.0/15, networks: [1], start: 20h, end: 40h, except: [52.57.128.0/17]}
            outages:
              - {cidr: 18.184.0.0/16, start: 30h, end: 32h, controls_back: 30m}
            allowlists:
              - {access: mobile, start: 44h, end: 46h, lists: [a], recognised: 10m}
            """;

    private static Scenario world() throws Exception {
        return ScenarioFile.parse("world", WORLD);
    }

    private static List<Observation> play(Simulator simulator) {
        List<Observation> all = new ArrayList<>();
        simulator.forEachRemaining(all::add);
        return all;
    }

    private static boolean between(Observation o, Duration from, Duration to) throws Exception {
        Instant start = world().start();
        return o.at().isAfter(start.plus(from).plusSeconds(60))
                && o.at().isBefore(start.plus(to).minusSeconds(60));
    }

    @Test
    void the_same_seed_gives_the_same_observations_in_fold_order_and_another_gives_others() throws Exception {
        List<Observation> all = play(new Simulator(world()));
        assertEquals(all, play(new Simulator(world())));
        assertNotEquals(all, play(new Simulator(world().withSeed(2))));
        for (int i = 1; i < all.size(); i++) {
            assertTrue(!all.get(i).foldTime().isBefore(all.get(i - 1).foldTime()), "at " + i);
        }
        assertEquals(all.size(), all.stream().map(Observation::id).distinct().count());
    }

    @Test
    void the_rate_is_per_target_network_and_hour() throws Exception {
        Scenario world = world();
        long targets = TargetDraw.draw(world).stream()
                .filter(t -> !Prefix.parse("18.184.0.0/15").contains(t.ip()))
                .count();
        long honest = play(new Simulator(world)).stream()
                .filter(o -> o.asn() == 2 && !Prefix.parse("18.184.0.0/15").contains(o.ip()))
                .count();
        assertEquals(2.0, honest / 48.0 / targets, 0.1);
    }

    @Test
    void a_block_fails_inside_its_network_and_time_and_nowhere_else() throws Exception {
        Prefix cidr = Prefix.parse("52.56.0.0/15");
        Prefix hole = Prefix.parse("52.57.128.0/17");
        int inside = 0;
        for (Observation o : play(new Simulator(world()))) {
            if (cidr.contains(o.ip()) && o.mode() == null && o.asn() != 2) {
                boolean blocked = o.asn() == 1 && !hole.contains(o.ip());
                if (between(o, Duration.ofHours(20), Duration.ofHours(40))) {
                    assertEquals(blocked, !o.succeeded(), o.toString());
                    inside += blocked ? 1 : 0;
                } else if (between(o, Duration.ZERO, Duration.ofHours(20))) {
                    assertTrue(o.succeeded(), o.toString());
                }
            }
        }
        assertTrue(inside > 200, inside + " inside");
    }

    @Test
    void the_oracle_comes_after_the_start_and_the_lift_after_the_end() throws Exception {
        Simulator simulator = new Simulator(world());
        play(simulator);
        List<GroundTruth.Pair> pairs = simulator.truth().pairs();
        assertEquals(1, pairs.size());
        GroundTruth.Pair pair = pairs.get(0);
        assertEquals(List.of(Prefix.parse("52.57.128.0/17")), pair.except());
        assertEquals(5, pair.sites());
        assertNotNull(pair.oracle());
        assertTrue(pair.oracle().isAfter(pair.started())
                && pair.oracle().isBefore(pair.started().plus(Duration.ofHours(1))));
        assertNotNull(pair.ended());
        assertNotNull(pair.liftOracle());
        assertTrue(pair.liftOracle().isAfter(pair.ended()));
    }

    @Test
    void geoblocking_an_outage_a_new_list_and_a_white_list_look_as_they_do() throws Exception {
        int geoblocked = 0;
        int early = 0;
        int marked = 0;
        for (Observation o : play(new Simulator(world()))) {
            if (o.list().equals("b") && o.asn() == 2 && o.mode() == null) {
                assertTrue(!o.succeeded());
                geoblocked++;
            }
            if (o.list().equals("b") && o.role() == Role.CONTROL) {
                assertTrue(o.succeeded());
            }
            if (o.list().equals("c") && between(o, Duration.ZERO, Duration.ofHours(10))) {
                early++;
            }
            if (Prefix.parse("18.184.0.0/16").contains(o.ip())
                    && between(o, Duration.ofMinutes(1_891), Duration.ofHours(32))) {
                assertEquals(o.role() == Role.CONTROL, o.succeeded(), o.toString());
            }
            if (o.mode() == LinkMode.ALLOWLIST) {
                assertEquals(o.list().equals("a"), o.succeeded());
                marked++;
            }
        }
        assertTrue(geoblocked > 100 && marked > 50, geoblocked + " " + marked);
        assertEquals(0, early);
    }

    @Test
    void a_thousand_keys_of_one_liar_share_one_site() throws Exception {
        Set<String> probes = new HashSet<>();
        Set<String> sites = new HashSet<>();
        play(new Simulator(world())).stream().filter(o -> o.asn() == 1).forEach(o -> {
            probes.add(o.probe());
            sites.add(o.siteOrProbe());
        });
        assertTrue(probes.size() > 900, probes.size() + " keys");
        assertEquals(5, sites.size());
    }

    @Test
    void networks_of_2018_follow_a_listing_with_the_delays_that_were_seen() {
        List<Long> minutes = new ArrayList<>();
        int never = 0;
        for (long asn = 1; asn <= 20_000; asn++) {
            Duration lag = Rollout.lag(1, asn, Duration.ofHours(2));
            if (lag == null) {
                never++;
            } else {
                minutes.add(lag.toMinutes());
            }
        }
        minutes.sort(null);
        assertEquals(29, minutes.get(minutes.size() / 2), 3);
        assertEquals(96, minutes.get((int) (minutes.size() * 0.9)), 10);
        assertEquals(200, never, 60);
    }
}
