package org.cordon.probe.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.nettest.Transport;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private static Attempt attempt(String test, int host) {
        Nettest nettest = Nettests.byName(test).orElseThrow();
        Address ip = Address.v4(0x08080000 + host);
        return new Attempt(nettest, new Target(ip, 443, "test", "a.example", null, null, "test", null, null, false));
    }

    private static Transport transport(Attempt attempt) {
        return attempt.test().transport(attempt.target());
    }

    @Test
    void no_round_mixes_udp_and_tcp_and_tcp_comes_first() {
        List<Attempt> mixed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            mixed.add(attempt(i % 2 == 0 ? "quic" : "tcp", i));
        }
        Rounds rounds = new Rounds(mixed, address -> false);
        Rounds.Round first = rounds.next();
        Rounds.Round second = rounds.next();
        assertNotNull(first);
        assertNotNull(second);
        assertNull(rounds.next());
        assertEquals(10, first.attempts().size());
        assertEquals(10, second.attempts().size());
        assertTrue(first.attempts().stream().allMatch(attempt -> transport(attempt) == Transport.TCP));
        assertTrue(second.attempts().stream().allMatch(attempt -> transport(attempt) == Transport.UDP));
        assertTrue(rounds.sentUdp());
    }

    @Test
    void a_run_without_udp_says_so() {
        Rounds rounds = new Rounds(List.of(attempt("tcp", 1)), address -> false);
        assertTrue(!rounds.sentUdp());
    }
}
