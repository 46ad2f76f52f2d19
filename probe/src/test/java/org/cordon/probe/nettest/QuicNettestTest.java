package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.cordon.probe.engine.UdpPeer;
import org.cordon.probe.quic.VersionNegotiation;
import org.junit.jupiter.api.Test;

final class QuicNettestTest {
    private final QuicNettest quic = new QuicNettest();

    /** A server after RFC 9000 §6: both connection ids the other way round, then its versions. */
    private static byte[] negotiate(byte[] question) {
        ByteBuffer in = ByteBuffer.wrap(question);
        in.position(5);
        byte[] destination = new byte[in.get()];
        in.get(destination);
        byte[] source = new byte[in.get()];
        in.get(source);
        return ByteBuffer.allocate(7 + 16 + 8)
                .put((byte) 0x80)
                .putInt(0)
                .put((byte) source.length)
                .put(source)
                .put((byte) destination.length)
                .put(destination)
                .putInt(1)
                .putInt(0x6b3343cf)
                .array();
    }

    @Test
    void a_server_that_lists_its_versions_is_a_success() throws IOException {
        try (UdpPeer peer = UdpPeer.that(question -> List.of(negotiate(question)))) {
            Outcome outcome = Runs.one(quic, peer.target("test", null));
            assertEquals("ok", Runs.words(outcome));
            assertEquals(List.of("00000001", "6b3343cf"), Runs.detail(outcome).get("quic_versions"));
        }
    }

    @Test
    void silence_a_closed_port_and_something_else_are_told_apart() throws IOException {
        try (UdpPeer silent = UdpPeer.that(question -> List.of());
                UdpPeer other = UdpPeer.that(question -> List.of("hello".getBytes()))) {
            assertEquals(
                    "generic_timeout_error quic_handshake", Runs.words(Runs.one(quic, silent.target("test", null))));
            assertEquals(
                    "unknown_failure: the answer is no version negotiation quic_handshake",
                    Runs.words(Runs.one(quic, other.target("test", null))));
        }
        assertEquals("connection_refused quic_handshake", Runs.words(Runs.one(quic, Peer.nobody())));
    }

    @Test
    void an_answer_that_does_not_repeat_our_random_numbers_is_nobodys() {
        byte[] one = new byte[] {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] two = new byte[] {9, 9, 9, 9, 9, 9, 9, 9};
        VersionNegotiation ours = VersionNegotiation.begin(one, two);
        byte[] packet = ours.packet().array();
        assertEquals(1_200, packet.length);
        assertEquals(2, ours.versions(ByteBuffer.wrap(negotiate(packet))).size());
        assertTrue(VersionNegotiation.begin(two, one)
                .versions(ByteBuffer.wrap(negotiate(packet)))
                .isEmpty());
        byte[] endless = Arrays.copyOf(negotiate(packet), 60_000);
        assertTrue(ours.versions(ByteBuffer.wrap(endless)).size() <= 32);
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = Arrays.copyOf(negotiate(packet), random.nextInt(40));
            for (int n = 1 + random.nextInt(3); n > 0 && noise.length > 0; n--) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            assertNotEquals(33, ours.versions(ByteBuffer.wrap(noise)).size(), "seed 13, case " + i);
        }
    }
}
