package org.cordon.analysis.simulate;

import static org.cordon.analysis.simulate.PlayedWorld.between;
import static org.cordon.analysis.simulate.PlayedWorld.hour;
import static org.cordon.analysis.simulate.PlayedWorld.in;
import static org.cordon.analysis.simulate.PlayedWorld.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Operation;
import org.junit.jupiter.api.Test;

/** What a scenario says of the censor, its world does. */
final class CensorTest {
    private static final String TWO = """
            networks:
              - {asn: 1, probes: 10}
              - {asn: 2, probes: 10}
              - {asn: 3, cc: DE, role: control, probes: 1}
            """;

    private static PlayedWorld block(String how) throws Exception {
        return new PlayedWorld(TWO + "blocks: [{cidr: 52.56.0.0/14, start: 6h, " + how + "}]\n");
    }

    @Test
    void a_block_lasts_from_its_start_to_its_end_less_what_leaks_and_what_is_excepted() throws Exception {
        PlayedWorld world = block("end: 18h, leak: 0.4, except: [52.57.0.0/16]");
        assertEquals(0, world.failing(between(0, 6)));
        assertEquals(0, world.failing(between(18, 24)));
        assertEquals(0.6, world.failing(between(6, 18).and(in("52.58.0.0/15")).and(of(1))), 0.06);
        assertEquals(0, world.failing(between(6, 18).and(in("52.57.0.0/16"))));
        assertEquals(0, world.failing(of(3)));
        assertEquals(0.4, world.truth.pairs().get(0).leak());
    }

    @Test
    void networks_act_with_lags_of_their_own_for_all_blocks_or_for_one() throws Exception {
        PlayedWorld world = new PlayedWorld(TWO + """
                lags: {2: 1h}
                blocks:
                  - {cidr: 52.56.0.0/15, start: 6h}
                  - {cidr: 52.58.0.0/15, start: 6h, lags: {2: 4h}}
                """);
        Map<String, String> starts = world.truth.pairs().stream()
                .collect(Collectors.toMap(
                        pair -> pair.asn() + " " + pair.cidr(),
                        pair -> pair.started().toString().substring(11, 16)));
        assertEquals("06:00", starts.get("1 52.56.0.0/15") == null ? starts.get("1 52.56.0.0/14") : "");
        assertEquals("07:00", starts.get("2 52.56.0.0/15"));
        assertEquals("10:00", starts.get("2 52.56.0.0/14"));
        assertEquals(0, world.failing(of(2).and(between(6, 10)).and(in("52.58.0.0/15"))));
    }

    @Test
    void only_the_covered_share_of_a_networks_sites_sits_behind_a_block() throws Exception {
        PlayedWorld world = block("coverage: 1, coverages: {2: 0.5}");
        Predicate<Observation> inside = between(6, 24).and(in("52.56.0.0/14"));
        assertEquals(1, world.failing(of(1).and(inside)));
        Map<String, Double> bySite = world.where(of(2).and(inside)).stream()
                .collect(Collectors.groupingBy(
                        Observation::siteOrProbe, Collectors.averagingDouble(o -> o.succeeded() ? 0 : 1)));
        assertTrue(bySite.values().stream().allMatch(share -> share == 0 || share == 1), bySite.toString());
        assertEquals(5, bySite.values().stream().filter(share -> share == 1).count(), 3);
    }

    @Test
    void a_block_may_hold_for_mobile_probes_or_one_region_only() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                networks:
                  - {asn: 1, mobile: 0.5, regions: [RU-MOW, RU-SPE], probes: 8}
                targets: [{list: a, cidr: 52.56.0.0/14, count: 20}, {list: b, cidr: 18.184.0.0/15, count: 20}]
                blocks:
                  - {cidr: 52.56.0.0/14, start: 6h, access: mobile}
                  - {cidr: 18.184.0.0/15, start: 6h, region: RU-SPE}
                """);
        for (Observation o : world.where(between(6, 24))) {
            boolean mobile = in("52.56.0.0/14").test(o) && o.access() == Access.MOBILE;
            boolean region = in("18.184.0.0/15").test(o) && "RU-SPE".equals(o.region());
            assertEquals(mobile || region, !o.succeeded(), o.toString());
        }
    }

    @Test
    void each_mechanism_fails_in_its_own_way_and_only_where_it_works() throws Exception {
        assertHow("ip_drop", "tcp", Failure.GENERIC_TIMEOUT_ERROR, Operation.CONNECT);
        assertHow("ip_reset", "tcp", Failure.CONNECTION_RESET, Operation.CONNECT);
        assertHow("ip_unreachable", "tcp", Failure.HOST_UNREACHABLE, Operation.CONNECT);
        assertHow("sni", "tls", Failure.CONNECTION_RESET, Operation.TLS_HANDSHAKE);
        assertHow("transfer_freeze", "transfer", Failure.GENERIC_TIMEOUT_ERROR, Operation.READ);
        assertHow("quic", "quic", Failure.GENERIC_TIMEOUT_ERROR, Operation.QUIC_HANDSHAKE);
        assertHow("protocol", "mtproto", Failure.GENERIC_TIMEOUT_ERROR, Operation.MTPROTO_HANDSHAKE);
        assertHow("dns", "dns", Failure.DNS_NXDOMAIN_ERROR, Operation.RESOLVE);
        for (String above : List.of("sni", "transfer_freeze", "quic", "protocol", "dns", "throttle")) {
            assertEquals(0, blockOf("tcp", above).failing(between(6, 24)), above + " lets connections come about");
        }
    }

    private static PlayedWorld blockOf(String test, String mechanism) throws Exception {
        return new PlayedWorld(
                "tests: [" + test + "]\nblocks: [{cidr: 52.56.0.0/14, start: 6h, mechanism: " + mechanism + "}]\n");
    }

    private static void assertHow(String mechanism, String test, Failure failure, Operation operation)
            throws Exception {
        List<Observation> inside = blockOf(test, mechanism).where(of(1).and(between(6, 24)));
        assertTrue(inside.size() > 100);
        for (Observation o : inside) {
            if (in("52.56.0.0/14").test(o)) {
                assertEquals(failure, o.failure(), mechanism);
                assertEquals(operation, o.operation(), mechanism);
                assertEquals(test, o.test());
            }
        }
    }

    @Test
    void a_frozen_transfer_tells_where_it_stalled_and_a_throttled_one_how_slow_it_was() throws Exception {
        for (Observation o : blockOf("transfer", "transfer_freeze")
                .where(of(1).and(between(6, 24)).and(in("52.56.0.0/14")))) {
            long stalled = ((Number) o.detail().get("stalled_after_bytes")).longValue();
            assertTrue(stalled >= 14_000 && stalled <= 34_000, "after " + stalled);
        }
        for (Observation o : blockOf("transfer", "throttle").where(of(1).and(in("52.56.0.0/14")))) {
            double goodput = ((Number) o.detail().get("goodput_kbps")).doubleValue();
            assertNull(o.failure());
            assertEquals(between(6, 24).test(o), goodput <= 150, o.toString());
        }
    }

    @Test
    void a_port_is_blocked_alone() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                targets: [{list: a, cidr: 52.56.0.0/14, count: 20, ports: [443, 80]}]
                blocks: [{cidr: 52.56.0.0/14, start: 6h, mechanism: port, ports: [443]}]
                """);
        assertEquals(
                1,
                world.failing(of(1).and(between(6, 24)).and(in("52.56.0.0/14")).and(o -> o.port() == 443)));
        assertEquals(0, world.failing(o -> o.port() == 80));
    }

    @Test
    void long_pauses_part_a_block_into_episodes_and_short_ones_are_a_leak() throws Exception {
        PlayedWorld episodes = block("on: 4h, off: 2h, networks: [1]");
        assertEquals(
                List.of(hour(6), hour(12), hour(18)),
                episodes.truth.pairs().stream().map(GroundTruth.Pair::started).toList());
        assertEquals(hour(10), episodes.truth.pairs().get(0).ended());
        assertEquals(1, episodes.failing(of(1).and(between(12, 16)).and(in("52.56.0.0/14"))));
        assertEquals(0, episodes.failing(of(1).and(between(10, 12))));

        PlayedWorld leaky = block("on: 15m, off: 5m, networks: [1]");
        assertEquals(1, leaky.truth.pairs().size());
        assertEquals(0.25, leaky.truth.pairs().get(0).leak(), 1e-9);
        assertEquals(0.75, leaky.failing(of(1).and(between(6, 24)).and(in("52.56.0.0/14"))), 0.06);
    }

    @Test
    void a_national_block_begins_in_the_same_minute_whether_anybody_looks_from_outside_or_not() throws Exception {
        for (String control : List.of("", "  - {asn: 3, cc: DE, role: control, probes: 1}\n")) {
            PlayedWorld world = new PlayedWorld("networks:\n  - {asn: 1, probes: 4}\n  - {asn: 2, probes: 4}\n"
                    + control + "blocks: [{cidr: 52.56.0.0/14, start: 6h}]\n");
            assertEquals(2, world.truth.pairs().size());
            assertTrue(
                    world.truth.pairs().stream().allMatch(pair -> pair.started().equals(hour(6))));
            assertEquals(1, world.failing(of(1).or(of(2)).and(between(6, 24)).and(in("52.56.0.0/14"))));
            assertEquals(control.isEmpty(), world.where(of(3)).isEmpty());
        }
    }

    @Test
    void in_white_list_mode_only_listed_targets_answer_and_probes_come_to_know() throws Exception {
        PlayedWorld world = new PlayedWorld("""
                networks:
                  - {asn: 1, mobile: 0.5, probes: 8}
                targets: [{list: a, cidr: 52.56.0.0/14, count: 20}, {list: allowed, cidr: 77.88.0.0/18, count: 20}]
                allowlists: [{access: mobile, start: 6h, end: 12h, lists: [allowed], recognised: 1h}]
                """);
        for (Observation o : world.all) {
            boolean on = o.access() == Access.MOBILE && between(6, 12).test(o);
            assertEquals(on && o.list().equals("a"), !o.succeeded(), o.toString());
            assertEquals(on && between(7, 12).test(o), o.mode() == LinkMode.ALLOWLIST, o.toString());
        }
        assertEquals(List.of(), world.truth.pairs());
    }

    @Test
    void some_networks_never_enforce() throws Exception {
        StringBuilder networks = new StringBuilder("networks:\n");
        for (int asn = 1; asn <= 60; asn++) {
            networks.append("  - {asn: ").append(asn).append(", enforces: 0.5}\n");
        }
        PlayedWorld world = new PlayedWorld(networks + "blocks: [{cidr: 52.56.0.0/14, start: 6h}]\n");
        assertEquals(30, world.truth.pairs().size(), 12);
    }
}
