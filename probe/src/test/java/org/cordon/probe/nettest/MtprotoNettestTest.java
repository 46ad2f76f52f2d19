package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.targets.TargetList;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Result;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.Test;

final class MtprotoNettestTest {
    private final MtprotoNettest mtproto = new MtprotoNettest();

    private List<Result> all(Peer peer) throws IOException {
        List<Attempt> attempts = mtproto.variants(peer.target()).stream()
                .map(variant -> new Attempt(mtproto, peer.target(), variant, 1, 0))
                .toList();
        return Runs.all(attempts, Runs.FAST);
    }

    @Test
    void a_data_centre_that_repeats_the_nonce_is_a_success_in_every_framing_and_every_try() throws IOException {
        try (Peer peer = Peer.that(socket -> MtprotoPeer.answer(socket, false))) {
            List<Result> results = all(peer);
            results.forEach(r -> assertEquals("ok", Runs.words(r.outcome()), r.toString()));
            Map<String, Long> framings = results.stream()
                    .collect(Collectors.groupingBy(
                            r -> Runs.detail(r.outcome()).get("transport").toString(), Collectors.counting()));
            assertEquals(Map.of("abridged", 4L, "intermediate", 4L, "obfuscated2", 4L), framings);
        }
    }

    @Test
    void an_answer_with_another_nonce_is_no_success() throws IOException {
        try (Peer peer = Peer.that(socket -> MtprotoPeer.answer(socket, true))) {
            all(peer)
                    .forEach(r -> assertEquals(
                            "unknown_failure: the answer is not MTProto: another nonce mtproto_handshake",
                            Runs.words(r.outcome())));
        }
    }

    @Test
    void a_transport_error_is_told_from_silence_and_from_a_reset() throws IOException {
        try (Peer error = Peer.that(s -> s.getOutputStream().write(new byte[] {1, 0x6c, (byte) 0xfe, -1, -1}));
                Peer silent = Peer.that(s -> {});
                Peer resets = Peer.that(Peer::resetAfterFirstWord);
                Peer leaves = Peer.that(Peer::hangUpAfterFirstWords)) {
            Outcome outcome = Runs.one(mtproto, error.target());
            assertEquals("unknown_failure: MTProto transport error -404 mtproto_handshake", Runs.words(outcome));
            assertEquals(-404, Runs.detail(outcome).get("mtproto_error"));
            assertEquals("generic_timeout_error mtproto_handshake", Runs.words(Runs.one(mtproto, silent.target())));
            assertEquals("connection_reset mtproto_handshake", Runs.words(Runs.one(mtproto, resets.target())));
            assertEquals("eof_error mtproto_handshake", Runs.words(Runs.one(mtproto, leaves.target())));
        }
    }

    @Test
    void a_web_server_a_flood_and_noise_are_foreign_and_end_soon() throws IOException {
        SplittableRandom noise = new SplittableRandom(7);
        for (int i = 0; i < 40; i++) {
            int kind = i % 3;
            byte[] bytes = new byte[1 + noise.nextInt(100_000)];
            noise.nextBytes(bytes);
            byte[] said = kind == 0 ? "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes() : bytes;
            try (Peer peer = Peer.that(s -> s.getOutputStream().write(said))) {
                String words = Runs.words(Runs.one(mtproto, peer.target()));
                assertFalse(words.equals("ok"), "seed 7, case " + i);
            }
        }
    }

    @Test
    void every_data_centre_of_the_bundled_list_is_asked_over_both_families_and_on_three_ports() throws IOException {
        var telegram = TargetList.bundled(address -> false).targets().stream()
                .filter(mtproto::suits)
                .toList();
        for (String dc : List.of("DC1", "DC2", "DC3", "DC4", "DC5")) {
            var ports = telegram.stream()
                    .filter(t -> dc.equals(t.region()))
                    .map(t -> t.port() + (t.ip().toString().contains(":") ? " v6" : " v4"))
                    .collect(Collectors.toSet());
            assertTrue(
                    ports.containsAll(List.of("443 v4", "80 v4", "5222 v4", "443 v6", "80 v6", "5222 v6")), dc + ports);
        }
        assertEquals(4, MtprotoNettest.dc("DC4"));
        assertEquals(2, MtprotoNettest.dc("eu-west"));
    }
}
