package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.Test;

final class TcpNettestTest {
    private final TcpNettest tcp = new TcpNettest();

    @Test
    void a_connection_that_stands_is_a_success_and_takes_as_long_as_connecting_took() throws IOException {
        try (Peer peer = Peer.that(socket -> {})) {
            Outcome outcome = Runs.one(tcp, peer.target());
            assertEquals("ok", Runs.words(outcome));
            Outcome.Succeeded succeeded = (Outcome.Succeeded) outcome;
            assertTrue(succeeded.elapsed().compareTo(Duration.ofMillis(20)) < 0, "the stay is not counted");
            assertEquals(
                    Map.of("connect", Math.round(succeeded.elapsed().toNanos() / 1e3) / 1e3),
                    succeeded.detail().get("stages"));
        }
    }

    @Test
    void a_closed_port_is_connection_refused() throws IOException {
        assertEquals("connection_refused connect", Runs.words(Runs.one(tcp, Peer.nobody())));
    }

    @Test
    void a_reset_right_after_the_handshake_is_connection_reset() throws IOException {
        try (Peer peer = Peer.that(Peer::reset)) {
            assertEquals("connection_reset connect", Runs.words(Runs.one(tcp, peer.target())));
        }
    }

    @Test
    void silence_is_a_timeout_after_the_limit() throws IOException {
        try (Peer peer = Peer.thatIsDeaf()) {
            Outcome outcome = Runs.one(tcp, peer.target());
            assertEquals("generic_timeout_error connect", Runs.words(outcome));
            Duration elapsed = ((Outcome.Failed) outcome).elapsed();
            assertTrue(elapsed.compareTo(Runs.FAST.connectTimeout()) >= 0, "gave up early: " + elapsed);
        }
    }

    @Test
    void a_server_that_speaks_or_hangs_up_at_once_was_reached() throws IOException {
        try (Peer greets = Peer.that(socket -> socket.getOutputStream().write("220 hello\r\n".getBytes()));
                Peer leaves = Peer.that(java.net.Socket::close)) {
            assertEquals("ok", Runs.words(Runs.one(tcp, greets.target())));
            assertEquals("ok", Runs.words(Runs.one(tcp, leaves.target())));
        }
    }
}
