package org.cordon.probe.whois;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.sandbox.SandboxGuard;
import org.junit.jupiter.api.Test;

final class WhoisTest {

    private static String ask(Peer peer, String question) throws IOException {
        return new Whois(SandboxGuard.ofThisProcess(), peer.target().port())
                .ask(InetAddress.getLoopbackAddress(), question);
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Test
    void the_answer_is_printed_without_what_could_move_a_terminal() throws IOException {
        try (Peer peer = Peer.that(socket -> {
            String asked = line(socket);
            socket.getOutputStream().write(("inetnum: " + asked + "\r\norg:\u001b[2J Telegram\n").getBytes());
            socket.close();
        })) {
            assertEquals("inetnum: 149.154.167.50\norg:[2J Telegram\n", ask(peer, "149.154.167.50"));
        }
    }

    @Test
    void an_endless_answer_is_cut() throws IOException {
        try (Peer peer = Peer.that(socket -> {
            while (true) {
                socket.getOutputStream().write("x".repeat(1_000).getBytes());
            }
        })) {
            assertEquals(Whois.MOST_BYTES, ask(peer, "AS62041").length());
        }
    }

    @Test
    void nothing_but_an_address_a_prefix_or_a_number_is_asked() throws IOException {
        try (Peer peer = Peer.that(socket -> {})) {
            assertThrows(IOException.class, () -> ask(peer, "a\r\nb"));
        }
    }

    @Test
    void one_referral_is_read_and_none_leads_to_a_private_address() throws IOException {
        assertEquals(Optional.of("whois.ripe.net"), Whois.referral("% IANA\nrefer:        whois.ripe.net\n"));
        assertEquals(Optional.of("whois.apnic.net"), Whois.referral("ReferralServer: whois://whois.apnic.net\n"));
        assertEquals(Optional.empty(), Whois.referral("refer: not a host!\n"));
        assertFalse(Whois.isPublic(InetAddress.getByName("192.168.1.1")));
        assertTrue(Whois.isPublic(InetAddress.getByName("193.0.6.135")));
    }

    @Test
    void whatever_an_answer_holds_a_referral_is_a_host_name_and_found_soon() {
        long seed = Long.getLong("fuzz.seed", 5);
        SplittableRandom random = new SplittableRandom(seed);
        String letters = "refwhois:/.-R \t\r\n\u0000\u00ff0aZ";
        for (int i = 0; i < Integer.getInteger("fuzz.cases", 3_000); i++) {
            StringBuilder answer = new StringBuilder(i % 2 == 0 ? "" : "refer: ");
            for (int n = random.nextInt(i % 100 == 0 ? Whois.MOST_BYTES : 200); n > 0; n--) {
                answer.append(letters.charAt(random.nextInt(letters.length())));
            }
            String which = "seed " + seed + ", case " + i;
            Whois.referral(answer.toString())
                    .ifPresent(host -> assertTrue(host.matches("[A-Za-z0-9.-]{3,200}"), which));
        }
    }
}
