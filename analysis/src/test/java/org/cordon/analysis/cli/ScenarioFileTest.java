package org.cordon.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScenarioFileTest {

    @Test
    void all_problems_are_reported_together_and_by_name() {
        BadFileException e = assertThrows(BadFileException.class, () -> ScenarioFile.parse("x.yaml", """
                        name: x
                        start: 2018-04-16T05:00:00Z
                        duraton: 90s
                        country: RU
                        blocks:
                          - {cidr: 18.184.0.0/33, start: 10s}
                          - {cidr: 18.184.0.0/15, start: soon, mechanism: ip_drip, colour: red}
                        """));
        assertEquals("""
                x.yaml: 7 problems
                  line 1: duration: is missing
                  line 6: blocks[1].cidr: '18.184.0.0/33': prefix length 33 is not between 0 and 32
                  line 7: blocks[2].mechanism: 'ip_drip': is not one of ip_drop, ip_reset, ip_unreachable, port, sni, dns, \
                http_blockpage, transfer_freeze, throttle, quic, protocol, allowlist
                  line 7: blocks[2].start: 'soon': is not a duration such as 90s, 10m, 2h or 3d
                  line 7: blocks[2].colour: unknown key; known are access, cidr, coverage, coverages, end, except, lags, leak, \
                mechanism, networks, off, on, ports, region, start
                  line 1: networks: there must be one
                  line 3: duraton: unknown key; did you mean 'duration'?""", e.getMessage());
    }

    private static void assertRefused(String rest, String... problems) {
        String head = """
                name: x
                start: 2018-04-16T05:00:00Z
                duration: 1h
                country: RU
                networks: [{asn: 1, regions: [RU-MOW]}, {asn: 2}]
                """;
        BadFileException e = assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", head + rest));
        List<String> said = String.valueOf(e.getMessage())
                .lines()
                .skip(1)
                .map(String::strip)
                .toList();
        assertEquals(List.of(problems), said);
    }

    @Test
    void what_contradicts_itself_or_speaks_of_nobody_is_refused_with_its_line() {
        assertRefused(
                "blocks:\n  - {cidr: 18.184.0.0/15, start: 10m, end: 5m, networks: [7], except: [9.0.0.0/8], on: 5m}\n",
                "line 7: blocks[1].networks: no network is AS7",
                "line 7: blocks[1].end: must come after 'start'",
                "line 7: blocks[1].except: 9.0.0.0/8 does not lie in 18.184.0.0/15",
                "line 7: blocks[1].on: needs 'off' beside it, and 'off' needs 'on'");
        assertRefused(
                "blocks: [{cidr: 18.184.0.0/15, start: 0s, region: RU-SPE, coverages: {8: 0.5}, on: 5m, off: 0s}]\n",
                "line 6: blocks[1].coverages: no network is AS8",
                "line 6: blocks[1].on: 'on' and 'off' must be longer than nothing",
                "line 6: blocks[1].region: no network has probes in RU-SPE");
        assertRefused("lags:\n  abc: 4m\n", "line 7: lags.abc: is not an AS number");
        assertRefused("lags:\n  9: 4m\n", "line 6: lags: no network is AS9");
        assertRefused("every: 0s\n", "line 6: every: must be longer than nothing");
        assertRefused("tests: [tcp, telepathy]\n", "line 6: tests: nothing is known of 'telepathy'");
        assertRefused(
                "outages: [{cidr: 1.0.0.0/8, start: 5m, end: 5m}]\n",
                "line 6: outages[1].end: must come after 'start'");
        assertRefused(
                "targets:\n  - list: a\n    cidr: 10.0.0.0/8\n    ports: [0]\n    quality: {dead: 0.7, flaky: 0.7}\n",
                "line 9: targets[1].ports: '0': is not a port between 1 and 65535",
                "line 10: targets[1].quality.dead: the shares of all kinds come to more than 1");
        assertRefused(
                "habits: {offline: 0.1, offline_for: 0s}\n", "line 6: habits.offline_for: must be longer than nothing");
        assertRefused("rate: often\n", "line 6: rate: 'often': is not a number");
        assertRefused("duration: 2h\n", "line 6: not YAML: Duplicate field 'duration'");
        assertRefused("blocks: [\n  {cidr: 1.0.0.0/8\n", "line 7: not YAML: while parsing a flow mapping");
    }

    @Test
    void every_shipped_scenario_can_be_read() throws Exception {
        for (String name : ScenarioFile.SHIPPED) {
            assertEquals(name, ScenarioFile.read(name).name());
        }
    }

    @Test
    void what_is_no_yaml_is_refused() {
        assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", "a: [1, 2"));
        assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", ""));
        assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", "- 1"));
    }
}
