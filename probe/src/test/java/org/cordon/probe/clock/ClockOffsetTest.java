package org.cordon.probe.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cordon.probe.engine.UdpPeer;
import org.cordon.probe.sandbox.SandboxGuard;
import org.junit.jupiter.api.Test;

final class ClockOffsetTest {
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;

    private final ClockOffset clock = new ClockOffset(SandboxGuard.ofThisProcess(), Duration.ofMillis(300));

    /** A server after RFC 5905 whose clock is {@code ahead} seconds ahead. */
    private static UdpPeer server(long ahead, int stratum) throws IOException {
        return UdpPeer.that(question -> {
            long millis = System.currentTimeMillis() + ahead * 1_000;
            long seconds = millis / 1_000 + FROM_1900_TO_1970;
            long stamp = seconds << 32 | (millis % 1_000 << 32) / 1_000;
            ByteBuffer answer = ByteBuffer.allocate(48).put((byte) 0x1c).put((byte) stratum);
            answer.putLong(24, ByteBuffer.wrap(question).getLong(40));
            answer.putLong(32, stamp).putLong(40, stamp);
            return List.of(answer.array());
        });
    }

    private static InetSocketAddress address(UdpPeer peer) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), peer.target("x", null).port());
    }

    private static void assertNear(long seconds, Optional<Duration> offset) {
        assertTrue(Math.abs(offset.orElseThrow().toMillis() - seconds * 1_000) < 500, seconds + " but " + offset);
    }

    @Test
    void the_middle_one_of_three_is_believed_so_that_one_liar_moves_nothing() throws IOException {
        try (UdpPeer one = server(90, 2);
                UdpPeer two = server(91, 3);
                UdpPeer liar = server(-86_400, 1)) {
            assertNear(90, clock.measure(List.of(address(liar), address(one), address(two))));
            assertNear(91, clock.measure(List.of(address(two))));
        }
    }

    @Test
    void a_server_that_does_not_know_the_time_itself_and_silence_say_nothing() throws IOException {
        try (UdpPeer dead = server(90, 0);
                UdpPeer silent = UdpPeer.that(question -> List.of())) {
            assertEquals(Optional.empty(), clock.measure(List.of(address(dead))));
            assertEquals(Optional.empty(), clock.measure(List.of(address(silent))));
            assertEquals(Optional.empty(), clock.measure(List.of()));
        }
    }

    @Test
    void noise_never_makes_it_fail() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        try (UdpPeer noise = UdpPeer.that(question -> {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            return List.of(bytes);
        })) {
            for (int i = 0; i < 200; i++) {
                Optional<Duration> ignored = clock.measure(List.of(address(noise)));
            }
        }
    }
}
