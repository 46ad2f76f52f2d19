package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.cordon.probe.mtproto.FakeTls;
import org.cordon.probe.proxies.MtproxySecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MtproxyNettestTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String PLAIN = KEY;
    private static final String DD = "dd" + KEY;
    private static final String EE = "ee" + KEY + "7777772e6578616d706c652e636f6d";
    private static final String WRONG = "ee" + KEY.replace("00", "77") + "7777772e6578616d706c652e636f6d";

    /** What each arm came to, all tries of it. */
    private static Map<String, List<String>> arms(String secret, Peer peer) throws IOException {
        MtproxyNettest test = new MtproxyNettest().with(MtproxySecret.parse(secret));
        List<Attempt> attempts = test.variants(peer.target()).stream()
                .map(variant -> new Attempt(test, peer.target(), variant, 1, 0))
                .toList();
        Map<String, List<String>> arms = new TreeMap<>();
        Runs.all(attempts, Runs.FAST)
                .forEach(r -> arms.merge(
                        String.valueOf(r.attempt().variant().arm()),
                        List.of(Runs.words(r.outcome())),
                        (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                                .toList()));
        return arms;
    }

    private static Outcome question(String secret, Peer.Manner manner) throws IOException {
        MtproxyNettest test = new MtproxyNettest().with(MtproxySecret.parse(secret));
        try (Peer peer = Peer.that(manner)) {
            Attempt attempt = new Attempt(
                    test, peer.target(), test.variants(peer.target()).get(1), 1, 0);
            return Runs.all(List.of(attempt), Runs.FAST).get(0).outcome();
        }
    }

    static Peer.Manner eachOnItsOwn(MtproxyPeer proxy) {
        return socket -> {
            Thread thread = new Thread(
                    () -> {
                        try {
                            proxy.treat(socket);
                        } catch (IOException e) {
                            // the visitor hung up
                        }
                    },
                    "mtproxy");
            thread.setDaemon(true);
            thread.start();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, DD, EE})
    void a_proxy_that_knows_the_secret_leads_to_telegram(String secret) throws IOException {
        try (Peer peer = Peer.that(eachOnItsOwn(new MtproxyPeer(secret, false)))) {
            List<String> thrice = List.of("ok", "ok", "ok");
            assertEquals(Map.of("handshake", thrice, "req_pq", thrice), arms(secret, peer));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, DD, EE})
    void a_censor_who_drops_what_follows_the_handshake_shows_in_one_arm_only(String secret) throws IOException {
        try (Peer peer = Peer.that(eachOnItsOwn(new MtproxyPeer(secret, true)))) {
            Map<String, List<String>> arms = arms(secret, peer);
            assertEquals(List.of("ok", "ok", "ok"), arms.get("handshake"));
            String silence = "generic_timeout_error mtproto_handshake";
            assertEquals(List.of(silence, silence, silence), arms.get("req_pq"));
        }
    }

    @Test
    void a_proxy_with_another_secret_says_nothing_and_a_web_server_is_told_from_it() throws IOException {
        assertEquals(
                "generic_timeout_error faketls_handshake",
                Runs.words(question(WRONG, eachOnItsOwn(new MtproxyPeer(EE, false)))));
        byte[] alert = {0x15, 3, 3, 0, 2, 2, 40};
        assertEquals(
                "unknown_failure: the answer is TLS, but by one who does not know the secret faketls_handshake",
                Runs.words(question(EE, s -> s.getOutputStream().write(alert))));
        assertEquals(
                "unknown_failure: the answer is not TLS faketls_handshake",
                Runs.words(question(EE, s -> s.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes()))));
        assertEquals("connection_reset faketls_handshake", Runs.words(question(EE, Peer::resetAfterFirstWord)));
        assertEquals("connection_reset mtproto_handshake", Runs.words(question(DD, Peer::resetAfterFirstWord)));
    }

    @Test
    void noise_is_no_success_and_ends_soon() throws IOException {
        SplittableRandom noise = new SplittableRandom(11);
        for (int i = 0; i < 30; i++) {
            byte[] bytes = new byte[1 + noise.nextInt(60_000)];
            noise.nextBytes(bytes);
            if (i % 2 == 0) {
                System.arraycopy(new byte[] {0x16}, 0, bytes, 0, 1);
            }
            String words = Runs.words(
                    question(i % 3 == 0 ? DD : EE, s -> s.getOutputStream().write(bytes)));
            assertFalse(words.equals("ok"), "seed 11, case " + i);
        }
    }

    @Test
    void whatever_a_proxy_answers_is_read_within_bounds_and_never_welcomed() {
        SplittableRandom random = new SplittableRandom(12);
        byte[] key = HexFormat.of().parseHex(KEY);
        for (int i = 0; i < 3_000; i++) {
            FakeTls tls = new FakeTls(key, "www.example.com", random, Instant.EPOCH);
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            byte[] heads = {0x16, 3, 3, 0, 40};
            System.arraycopy(heads, 0, bytes, 0, Math.min(i % 6, bytes.length));
            assertTrue(tls.greet(ByteBuffer.wrap(bytes)) != FakeTls.Welcome.WELCOME, "seed 12, case " + i);
            byte[] ignored = tls.unwrap(ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void the_first_packet_is_a_client_hello_of_517_bytes_that_names_the_domain() {
        for (int length : new int[] {1, 15, 182}) {
            String domain = "a".repeat(length);
            byte[] hello = new FakeTls(new byte[16], domain, new SplittableRandom(length), Instant.EPOCH).hello();
            assertEquals(517, hello.length);
            assertEquals("16030102000100", HexFormat.of().formatHex(hello, 0, 7));
            ByteBuffer extensions = ByteBuffer.wrap(hello);
            extensions.position(11 + 32 + 33);
            extensions.position(extensions.position() + 2 + extensions.getShort(extensions.position()) + 2);
            assertEquals(517 - extensions.position() - 2, extensions.getShort() & 0xffff);
            String name = null;
            while (extensions.hasRemaining()) {
                int type = extensions.getShort() & 0xffff;
                byte[] body = new byte[extensions.getShort() & 0xffff];
                extensions.get(body);
                name = type == 0 ? new String(Arrays.copyOfRange(body, 5, body.length)) : name;
            }
            assertEquals(domain, name);
        }
    }

    @Test
    void nothing_in_an_observation_tells_the_secret_or_the_name_that_the_proxy_bears() throws IOException {
        Outcome outcome = question(EE, eachOnItsOwn(new MtproxyPeer(EE, false)));
        assertEquals("ok", Runs.words(outcome));
        String told = outcome.toString()
                + new MtproxyNettest().with(MtproxySecret.parse(EE)).variants(Peer.target(1, null));
        assertFalse(told.contains("example"), told);
        assertFalse(told.contains(KEY), told);
        assertEquals("ee", Runs.detail(outcome).get("transport"));
    }
}
