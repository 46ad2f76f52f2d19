package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.Test;

final class TransferNettestTest {
    private static final byte[] PAGE =
            ("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + "x".repeat(4_000)).getBytes();
    private static final byte[] HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n".getBytes();

    private final TransferNettest transfer = new TransferNettest(Duration.ofMillis(500));

    /** A server that answers every request, until it has heard or said as much as it may. */
    private static Peer.Manner server(int mostHeard, int mostSaid, int pauseMillis) {
        return socket -> {
            int heard = 0;
            int said = 0;
            for (int length = request(socket); length > 0; length = request(socket)) {
                heard += length;
                byte[] page = length > 2_000 ? HEAD : PAGE;
                if (heard > mostHeard) {
                    return;
                }
                OutputStream out = socket.getOutputStream();
                out.write(page, 0, Math.min(page.length, mostSaid - said));
                said += page.length;
                if (said > mostSaid) {
                    return;
                }
                sleep(pauseMillis);
            }
        };
    }

    private static int request(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int length = 0;
        for (int blank = 0; blank < 2; length++) {
            int next = in.read();
            if (next < 0) {
                return 0;
            }
            blank = next == '\n' ? blank + 1 : next == '\r' ? blank : 0;
        }
        return length;
    }

    private Outcome run(Peer peer, String arm) throws IOException {
        var target = peer.target("target.example");
        var attempt = new Attempt(transfer, target, new Variant(arm, target.host(), 1), 1, 0);
        return Runs.all(List.of(attempt), Runs.FAST).get(0).outcome();
    }

    private static long number(Map<String, Object> detail, String key) {
        return ((Number) detail.get(key)).longValue();
    }

    @Test
    void sixty_four_kilobytes_either_way_are_a_success() throws IOException {
        try (Peer peer = Peer.that(server(1 << 20, 1 << 20, 0))) {
            Map<String, Object> down = ok(run(peer, "target"));
            assertTrue(number(down, "bytes_received") >= 65_536, down.toString());
            assertNull(down.get("stalled_after_bytes"));
            assertTrue(((Number) down.get("goodput_kbps")).doubleValue() > 1_000, down.toString());
            Map<String, Object> up = ok(run(peer, "target-up"));
            assertTrue(number(up, "bytes_answered") >= 65_536, up.toString());
        }
    }

    private static Map<String, Object> ok(Outcome outcome) {
        assertEquals("ok", Runs.words(outcome), Runs.detail(outcome).toString());
        return Runs.detail(outcome);
    }

    @Test
    void a_download_that_freezes_tells_after_how_many_bytes() throws IOException {
        try (Peer peer = Peer.that(server(1 << 20, 18_000, 0))) {
            Outcome outcome = run(peer, "target");
            assertEquals("generic_timeout_error read", Runs.words(outcome));
            assertEquals(18_000, number(Runs.detail(outcome), "stalled_after_bytes"));
            List<?> series = (List<?>) Runs.detail(outcome).get("series");
            assertEquals(18_000L, ((List<?>) series.get(series.size() - 1)).get(1));
        }
    }

    @Test
    void an_upload_that_freezes_tells_how_much_was_answered() throws IOException {
        try (Peer peer = Peer.that(server(18_000, 1 << 20, 0))) {
            Outcome outcome = run(peer, "target-up");
            assertEquals("generic_timeout_error write", Runs.words(outcome));
            long stalled = number(Runs.detail(outcome), "stalled_after_bytes");
            assertTrue(stalled > 10_000 && stalled <= 18_000, "at " + stalled);
        }
    }

    @Test
    void a_slow_server_shows_in_the_goodput_and_in_the_series() throws IOException {
        try (Peer peer = Peer.that(server(1 << 20, 1 << 20, 100))) {
            Map<String, Object> detail = ok(run(peer, "target"));
            double kbps = ((Number) detail.get("goodput_kbps")).doubleValue();
            assertTrue(kbps > 150 && kbps < 400, "4,040 bytes in 100 ms are 323 kbit/s, not " + kbps);
            assertTrue(((List<?>) detail.get("series")).size() > 10, detail.toString());
        }
    }

    @Test
    void a_server_that_hangs_up_between_answers_is_told_from_one_that_is_cut_off_in_the_middle() throws IOException {
        try (Peer between = Peer.that(socket -> {
                    int ignored = request(socket);
                    socket.getOutputStream().write(PAGE);
                    socket.close();
                });
                Peer amid = Peer.that(socket -> {
                    int ignored = request(socket);
                    socket.getOutputStream().write(PAGE, 0, 2_000);
                    socket.close();
                });
                Peer babbling = Peer.that(socket -> {
                    int ignored = request(socket);
                    socket.getOutputStream().write((new String(PAGE) + "more").getBytes());
                })) {
            assertTrue(number(ok(run(between, "target")), "bytes_received") < 65_536);
            assertEquals("eof_error read", Runs.words(run(amid, "target")));
            assertEquals(
                    "unknown_failure: the server says more than it was asked read",
                    Runs.words(run(babbling, "target")));
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
