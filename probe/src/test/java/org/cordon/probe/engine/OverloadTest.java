package org.cordon.probe.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Conversation;
import org.cordon.probe.nettest.Line;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.nettest.Nettests;
import org.cordon.probe.nettest.Step;
import org.cordon.probe.nettest.Variant;
import org.junit.jupiter.api.Test;

/** An event loop that really stands still, on real sockets. */
final class OverloadTest {
    /** One loop for all. */
    private static final Limits LIMITS = new Limits(
            1_000,
            Double.POSITIVE_INFINITY,
            500,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(800),
            Duration.ofMillis(800),
            Budget.UNLIMITED);

    /** Holds up the loop for {@code standstill} as soon as it is connected. */
    private record Stall(Duration standstill) implements Nettest {
        @Override
        public String name() {
            return "stall";
        }

        @Override
        public String whatItSends() {
            return "sends nothing";
        }

        @Override
        public Conversation converse(Target target, Variant variant) {
            return new Conversation() {
                @Override
                public Step connected(Line line) {
                    try {
                        Thread.sleep(standstill.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Step.DONE;
                }

                @Override
                public Step received(ByteBuffer data, Line line) {
                    return Step.DONE;
                }

                @Override
                public Operation operation() {
                    return Operation.CONNECT;
                }
            };
        }
    }

    private static Map<String, Long> ends(List<Attempt> attempts) throws IOException {
        return Runs.all(attempts, LIMITS).stream()
                .collect(Collectors.groupingBy(result -> Runs.words(result.outcome()), Collectors.counting()));
    }

    private static List<Attempt> beside(Attempt stall, Attempt other) {
        List<Attempt> attempts = new ArrayList<>(Collections.nCopies(40, other));
        attempts.add(stall);
        return attempts;
    }

    @Test
    void a_conversation_that_a_late_loop_did_not_hear_out_is_no_timeout() throws IOException {
        try (Peer peer = Peer.that(socket -> {})) {
            Attempt stall = new Attempt(new Stall(Duration.ofMillis(900)), peer.target());
            Attempt tls = new Attempt(Nettests.byName("tls").orElseThrow(), peer.target());
            Map<String, Long> ends = ends(beside(stall, tls));
            assertEquals(1, ends.remove("ok"));
            long late = ends.getOrDefault("skipped: this machine was late", 0L);
            long timeouts = ends.getOrDefault("generic_timeout_error tls_handshake", 0L);
            assertEquals(40, late + timeouts, ends.toString());
            assertTrue(late > 0, "those that were under way are discarded and counted: " + ends);
        }
    }

    @Test
    void a_connection_that_the_kernel_made_while_the_loop_stood_still_is_a_success() throws IOException {
        try (Peer peer = Peer.that(socket -> {})) {
            Attempt stall = new Attempt(new Stall(Duration.ofMillis(900)), peer.target());
            Attempt tcp = new Attempt(Nettests.byName("tcp").orElseThrow(), peer.target());
            assertEquals(Map.of("ok", 41L), ends(beside(stall, tcp)));
        }
    }

    @Test
    void a_silent_address_is_a_timeout_on_time_and_nothing_when_the_loop_was_late() throws IOException {
        try (Silent silent = new Silent();
                Peer peer = Peer.that(socket -> {})) {
            Attempt tcp = new Attempt(Nettests.byName("tcp").orElseThrow(), silent.target());
            assertEquals(Map.of("generic_timeout_error connect", 5L), ends(Collections.nCopies(5, tcp)));
            Attempt stall = new Attempt(new Stall(Duration.ofMillis(900)), peer.target());
            Map<String, Long> ends = ends(beside(stall, tcp));
            assertEquals(1, ends.remove("ok"));
            assertTrue(ends.getOrDefault("skipped: this machine was late", 0L) > 0, ends.toString());
            assertEquals(40, ends.values().stream().mapToLong(n -> n).sum());
        }
    }

    /** A server whose queue of connections is full: the kernel drops every further SYN, as a censor does. */
    private static final class Silent implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<java.net.Socket> fill = new ArrayList<>();

        Silent() throws IOException {
            for (int i = 0; i < 2; i++) {
                fill.add(new java.net.Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            }
        }

        Target target() {
            return Peer.target(server.getLocalPort(), null);
        }

        @Override
        public void close() throws IOException {
            for (java.net.Socket socket : fill) {
                socket.close();
            }
            server.close();
        }
    }
}
