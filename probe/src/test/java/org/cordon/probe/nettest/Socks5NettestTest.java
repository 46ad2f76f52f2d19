package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.cordon.probe.proxies.Socks5Login;
import org.junit.jupiter.api.Test;

final class Socks5NettestTest {
    private static final Socks5Nettest OPEN = new Socks5Nettest();
    private static final Socks5Nettest KNOWN = OPEN.with(new Socks5Login("anna", "secret"));

    /** Answers each message of the visitor with the next of {@code answers}, in bytes that come one by one. */
    private static Peer proxy(byte[]... answers) throws IOException {
        return Peer.that(socket -> {
            InputStream in = socket.getInputStream();
            socket.setTcpNoDelay(true);
            for (byte[] answer : answers) {
                int ignored = in.read(new byte[600]);
                for (byte one : answer) {
                    socket.getOutputStream().write(one);
                }
            }
        });
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static final byte[] CONNECTED = bytes(5, 0, 0, 1, 10, 0, 0, 1, 4, 56);

    private static Outcome ask(Socks5Nettest test, byte[]... answers) throws IOException {
        try (Peer peer = proxy(answers)) {
            return Runs.one(test, peer.target());
        }
    }

    @Test
    void greeting_login_and_request_are_stages_of_one_connection() throws IOException {
        Outcome outcome = ask(KNOWN, bytes(5, 2), bytes(1, 0), CONNECTED);
        assertEquals("ok", Runs.words(outcome));
        Map<?, ?> stages = (Map<?, ?>) Runs.detail(outcome).get("stages");
        assertEquals(
                "[connect, socks5_greeting, socks5_login, socks5_request]",
                stages.keySet().toString());
        assertEquals(0, Runs.detail(outcome).get("socks5_reply"));
    }

    @Test
    void what_is_asked_is_telegrams_data_centre_and_the_login_goes_only_to_whoever_asks_for_it() throws IOException {
        byte[][] heard = new byte[3][];
        try (Peer peer = Peer.that(socket -> {
            heard[0] = next(socket);
            socket.getOutputStream().write(bytes(5, 2));
            heard[1] = next(socket);
            socket.getOutputStream().write(bytes(1, 0));
            heard[2] = next(socket);
            socket.getOutputStream().write(CONNECTED);
        })) {
            assertEquals("ok", Runs.words(Runs.one(KNOWN, peer.target())));
        }
        assertEquals("[5, 2, 0, 2]", Arrays.toString(heard[0]));
        assertEquals("\1\4anna\6secret", new String(heard[1]));
        assertEquals(Arrays.toString(bytes(5, 1, 0, 1, 149, 154, 167, 51, 1, 187)), Arrays.toString(heard[2]));
        assertEquals("ok", Runs.words(ask(KNOWN, bytes(5, 0), CONNECTED)), "one that asks for none");
    }

    private static byte[] next(Socket socket) throws IOException {
        byte[] buffer = new byte[600];
        return Arrays.copyOf(buffer, socket.getInputStream().read(buffer));
    }

    @Test
    void whatever_goes_wrong_has_a_name_of_its_own() throws IOException {
        String at = " socks5_handshake";
        assertEquals(
                "unknown_failure: the SOCKS5 proxy accepts no login that the list has for it" + at,
                Runs.words(ask(OPEN, bytes(5, 2))));
        assertEquals(
                "unknown_failure: the SOCKS5 proxy refuses user and password" + at,
                Runs.words(ask(KNOWN, bytes(5, 2), bytes(1, 1))));
        assertEquals(
                "unknown_failure: SOCKS5 reply 5: connection refused" + at,
                Runs.words(ask(OPEN, bytes(5, 0), bytes(5, 5, 0, 1, 0, 0, 0, 0, 0, 0))));
        assertEquals(
                "unknown_failure: SOCKS5 reply 77: no known reason" + at,
                Runs.words(ask(OPEN, bytes(5, 0), bytes(5, 77))));
        assertEquals(
                "unknown_failure: the answer is not SOCKS5" + at, Runs.words(ask(OPEN, "HTTP/1.1 400".getBytes())));
        assertEquals("generic_timeout_error" + at, Runs.words(ask(OPEN, bytes(5, 0))));
        try (Peer resets = Peer.that(Peer::resetAfterFirstWord);
                Peer leaves = Peer.that(Peer::hangUpAfterFirstWords)) {
            assertEquals("connection_reset" + at, Runs.words(Runs.one(OPEN, resets.target())));
            assertEquals("eof_error" + at, Runs.words(Runs.one(OPEN, leaves.target())));
        }
    }

    @Test
    void noise_is_no_success() throws IOException {
        SplittableRandom noise = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[1 + noise.nextInt(2_000)];
            noise.nextBytes(bytes);
            bytes[0] = i % 2 == 0 ? 5 : bytes[0];
            Outcome outcome = ask(i % 3 == 0 ? KNOWN : OPEN, bytes, bytes);
            assertFalse(Runs.words(outcome).equals("ok"), "seed 5, case " + i);
        }
    }

    @Test
    void no_text_shows_a_password() throws IOException {
        assertFalse(new Socks5Login("anna", "secret").toString().contains("secret"));
        assertFalse(ask(KNOWN, bytes(5, 2), bytes(1, 1)).toString().contains("secret"));
    }
}
