package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.Test;

final class HttpNettestTest {
    private final HttpNettest http = new HttpNettest();

    private static Peer.Manner says(String text) {
        return socket -> {
            int ignored = socket.getInputStream().read(new byte[8_192]);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.close();
        };
    }

    private Outcome visit(String answer) throws IOException {
        try (Peer peer = Peer.that(says(answer))) {
            return Runs.one(http, peer.target("target.example"));
        }
    }

    @Test
    void a_page_is_a_success_with_its_status_whatever_that_is() throws IOException {
        Outcome outcome = visit("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
        assertEquals("ok", Runs.words(outcome));
        assertEquals(404, Runs.detail(outcome).get("http_status"));
        assertNull(Runs.detail(outcome).get("blockpage"));
    }

    @Test
    void a_block_page_is_named() throws IOException {
        Outcome page =
                visit("HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n<a href='http://vsevnet.ru/zapr_site.html'>");
        assertEquals("c_isp_ru_vsevnet", Runs.detail(page).get("blockpage"));
    }

    @Test
    void a_redirect_is_noted_without_its_path_and_never_followed() throws IOException {
        AtomicInteger visits = new AtomicInteger();
        AtomicReference<String> next = new AtomicReference<>();
        try (Peer elsewhere = Peer.that(socket -> visits.incrementAndGet())) {
            next.set("http://127.0.0.1:" + elsewhere.target().port() + "/?ip=192.168.3.7");
            Outcome outcome = visit("HTTP/1.1 302 Found\r\nLocation: " + next.get() + "\r\nContent-Length: 0\r\n\r\n");
            Map<String, Object> detail = Runs.detail(outcome);
            assertEquals("127.0.0.1", detail.get("redirect_host"));
            assertEquals(true, detail.get("redirect_to_private_address"));
            assertFalse(detail.toString().contains("192.168.3.7"), "the subscriber's address is kept out");
        }
        assertEquals(0, visits.get());
        Outcome provider =
                visit("HTTP/1.1 302 Found\r\nLocation: http://blocklist.rkn.gov.ru/x\r\nContent-Length: 0\r\n\r\n");
        assertEquals("b_nat_ru_rkn", Runs.detail(provider).get("blockpage"));
        assertEquals("blocklist.rkn.gov.ru", Runs.detail(provider).get("redirect_host"));
    }

    @Test
    void nothing_half_of_an_answer_and_something_else_are_told_apart() throws IOException {
        assertEquals("eof_error http_round_trip", Runs.words(visit("")));
        assertEquals(
                "eof_error http_round_trip", Runs.words(visit("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")));
        assertTrue(Runs.words(visit("220 mail ESMTP\r\n")).startsWith("unknown_failure: the answer is not HTTP"));
        try (Peer resets = Peer.that(Peer::resetAfterFirstWord);
                Peer silent = Peer.that(socket -> {})) {
            assertEquals("connection_reset http_round_trip", Runs.words(Runs.one(http, resets.target("a.example"))));
            assertEquals("generic_timeout_error http_round_trip", Runs.words(Runs.one(http, silent.target())));
        }
    }

    @Test
    void an_endless_page_and_a_dripping_one_end() throws IOException {
        try (Peer endless = Peer.that(socket -> {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
                    while (true) {
                        socket.getOutputStream().write(new byte[8_192]);
                    }
                });
                Peer dripping = Peer.that(socket -> {
                    for (byte b : "HTTP/1.1 200 OK\r\n\r\n".getBytes()) {
                        socket.getOutputStream().write(b);
                        sleep();
                    }
                })) {
            assertEquals("ok", Runs.words(Runs.one(http, endless.target())));
            assertEquals("generic_timeout_error http_round_trip", Runs.words(Runs.one(http, dripping.target())));
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
