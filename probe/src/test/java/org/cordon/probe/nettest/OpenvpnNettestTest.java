package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.cordon.probe.openvpn.HardReset;
import org.cordon.probe.proxies.OpenvpnCarrier;
import org.junit.jupiter.api.Test;

/** Against what goes wrong; a real server stands in RealProxiesTest. */
final class OpenvpnNettestTest {
    private static final OpenvpnNettest UDP = new OpenvpnNettest().with(OpenvpnCarrier.UDP);
    private static final OpenvpnNettest TCP = new OpenvpnNettest().with(OpenvpnCarrier.TCP);

    private static byte[] reset(byte[] session) {
        return ByteBuffer.allocate(26)
                .put((byte) 0x40)
                .put(new byte[8])
                .put((byte) 1)
                .putInt(0)
                .put(session)
                .putInt(0)
                .array();
    }

    private static byte[] acknowledgement(byte[] session) {
        return ByteBuffer.allocate(22)
                .put((byte) 0x28)
                .put(new byte[8])
                .put((byte) 1)
                .putInt(0)
                .put(session)
                .array();
    }

    private static byte[] session(byte[] question) {
        return Arrays.copyOfRange(question, question.length - 13, question.length - 5);
    }

    private static byte[] framed(byte[] packet) {
        return ByteBuffer.allocate(2 + packet.length)
                .putShort((short) packet.length)
                .put(packet)
                .array();
    }

    private static Outcome overUdp(UdpPeer.Manner manner) throws IOException {
        try (UdpPeer peer = UdpPeer.that(manner)) {
            return Runs.one(UDP, peer.target("proxy", null));
        }
    }

    @Test
    void a_reset_that_repeats_our_session_is_a_success_over_udp_and_tcp() throws IOException {
        assertEquals("ok", Runs.words(overUdp(question -> List.of(reset(session(question))))));
        assertEquals("ok", Runs.words(overUdp(question -> List.of(acknowledgement(session(question))))));
        try (Peer peer = Peer.that(socket -> {
            byte[] question = socket.getInputStream().readNBytes(16);
            socket.setTcpNoDelay(true);
            for (byte one : framed(reset(session(question)))) {
                socket.getOutputStream().write(one);
            }
        })) {
            assertEquals("ok", Runs.words(Runs.one(TCP, peer.target())));
        }
    }

    @Test
    void silence_a_refusal_another_session_and_another_protocol_are_told_apart() throws IOException {
        String at = " openvpn_handshake";
        assertEquals("generic_timeout_error" + at, Runs.words(overUdp(question -> List.of())));
        assertEquals(
                "unknown_failure: the OpenVPN server answers somebody else" + at,
                Runs.words(overUdp(question -> List.of(reset(new byte[8])))));
        assertEquals(
                "unknown_failure: the answer is not OpenVPN" + at,
                Runs.words(overUdp(question -> List.of("hello, who is there?".getBytes()))));
        try (Peer leaves = Peer.that(Peer::hangUpAfterFirstWords);
                Peer web = Peer.that(s -> s.getOutputStream().write("HTTP/1.1 400 Bad\r\n".getBytes()))) {
            assertEquals("eof_error" + at, Runs.words(Runs.one(TCP, leaves.target())));
            assertEquals("unknown_failure: the answer is not OpenVPN" + at, Runs.words(Runs.one(TCP, web.target())));
        }
        assertEquals("connection_refused connect", Runs.words(Runs.one(TCP, Peer.nobody())));
    }

    @Test
    void noise_is_never_a_reset() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] session = new byte[8];
        random.nextBytes(session);
        HardReset reset = new HardReset(session);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 9 && i % 2 == 0) {
                noise[0] = 0x40;
                noise[9] = (byte) random.nextInt(10);
            }
            assertTrue(reset.read(ByteBuffer.wrap(noise)) != HardReset.Answer.ACKNOWLEDGED, "seed 3, case " + i);
            assertTrue(reset.readFramed(ByteBuffer.wrap(noise)) != HardReset.Answer.ACKNOWLEDGED, "seed 3, case " + i);
        }
    }
}
