package org.cordon.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
                x.yaml: 6 problems
                  duration: is missing
                  blocks[1].cidr: '18.184.0.0/33': prefix length 33 is not between 0 and 32
                  blocks[2].mechanism: 'ip_drip': is not one of ip_drop, ip_reset, ip_unreachable, port, sni, dns, \
                http_blockpage, transfer_freeze, throttle, quic, protocol, allowlist
                  blocks[2].start: 'soon': is not a duration such as 90s, 10m, 2h or 3d
                  blocks[2].colour: unknown key; known are access, cidr, coverage, end, except, leak, mechanism, networks, off, on, ports, region, start
                  duraton: unknown key; did you mean 'duration'?""", e.getMessage());
    }

    @Test
    void what_is_no_yaml_is_refused() {
        assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", "a: [1, 2"));
        assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", ""));
        assertThrows(BadFileException.class, () -> ScenarioFile.parse("x", "- 1"));
    }
}
