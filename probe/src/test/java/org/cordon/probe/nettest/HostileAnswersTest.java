package org.cordon.probe.nettest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.engine.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever answers, in whatever pieces: no conversation throws anything but what the event loop maps, none keeps more than a
 * bounded part, and what it tells of the answer is printable. Bounded here; {@code -Dfuzz.cases=N -Dfuzz.seed=S} for more.
 */
final class HostileAnswersTest {
    private static final int ENDLESS = 300_000;
    private static final int MOST_TOLD = 20_000;
    private static final List<String> SEEDS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "\u0015\u0003\u0003\u0000\u0002\u0002\u0028",
            "\u0016\u0003\u0003\u0040\u0000\u0002\u0000",
            "\u0000\u001c\u0012\u0034\u0081\u0080\u0000\u0001\u0000\u0001\u0000\u0000\u0000\u0000",
            "\u0054\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
            "\u0080\u0000\u0000\u0000\u0000\u0008",
            "\u0015");

    private final long seed = Long.getLong("fuzz.seed", 23);
    private final int cases = Integer.getInteger("fuzz.cases", 600);

    @TempDir
    static Path folder;

    private static Map<String, Supplier<Conversation>> conversations() {
        Map<String, Supplier<Conversation>> all = new LinkedHashMap<>();
        Target web = Peer.target(80, "shop.example");
        for (Nettest test : Nettests.ALL) {
            for (int port : List.of(80, 443, 53)) {
                Target target = Peer.target(port, "shop.example");
                for (Variant variant : test.variants(target)) {
                    all.put(test.name() + " " + port + " " + variant.arm(), () -> test.converse(target, variant));
                }
            }
        }
        all.put("dot in the clear", () -> new DnsConversation(web, "shop.example", "dot"));
        all.put("doh in the clear", () -> new DnsConversation(web, "shop.example", "doh"));
        return all;
    }

    @Test
    void noise_and_broken_answers_in_any_pieces_never_break_a_conversation() throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (Map.Entry<String, Supplier<Conversation>> one : conversations().entrySet()) {
            int tries = Math.max(20, cases / (one.getKey().contains("443") ? 40 : 5));
            for (int i = 0; i < tries; i++) {
                byte[] answer = broken(random);
                feed(one.getValue().get(), answer, random, one.getKey() + ", seed " + seed + ", case " + i);
            }
        }
    }

    private static byte[] broken(SplittableRandom random) {
        byte[] good = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(ISO_8859_1);
        byte[] answer = Arrays.copyOf(good, random.nextInt(good.length + 300));
        for (int n = random.nextInt(5); n > 0 && answer.length > 0; n--) {
            answer[random.nextInt(answer.length)] = (byte) random.nextInt();
        }
        return answer;
    }

    /** Returns whether the conversation has ended. */
    private static boolean feed(Conversation said, byte[] answer, SplittableRandom random, String which)
            throws IOException {
        DeafLine line = new DeafLine(1);
        Step step = said.connected(line);
        for (int at = 0; at < answer.length && !step.over(); ) {
            int length = Math.min(answer.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 4_000));
            line.received += length;
            step = received(said, ByteBuffer.wrap(answer, at, length).slice(), line, which);
            at += length;
        }
        boolean ended = step.over();
        if (!ended) {
            step = random.nextBoolean() ? said.closed(line) : said.timeUp(line);
            assertTrue(step.over(), which);
        }
        String told = said.detail() + " " + step.failure();
        assertTrue(told.length() < MOST_TOLD, which + " tells " + told.length());
        assertTrue(told.chars().noneMatch(Character::isISOControl), which + " tells " + told);
        return ended;
    }

    private static Step received(Conversation said, ByteBuffer data, Line line, String which) throws IOException {
        try {
            return said.received(data, line);
        } catch (RuntimeException e) {
            throw new AssertionError(which, e);
        }
    }

    @Test
    void an_endless_answer_is_given_up_or_counted_and_never_kept() throws IOException {
        for (Map.Entry<String, Supplier<Conversation>> one : conversations().entrySet()) {
            // under TLS all of them break at the same place
            List<String> begins = one.getKey().contains("443") ? SEEDS.subList(4, 7) : SEEDS;
            for (String begin : begins) {
                byte[] endless = new byte[ENDLESS];
                Arrays.fill(endless, (byte) 'a');
                byte[] first = begin.getBytes(ISO_8859_1);
                System.arraycopy(first, 0, endless, 0, first.length);
                feedWhole(one.getValue().get(), endless, one.getKey() + " " + begin.strip());
            }
        }
    }

    private static void feedWhole(Conversation said, byte[] endless, String which) throws IOException {
        DeafLine line = new DeafLine(1);
        Step step = said.connected(line);
        for (int at = 0; at < endless.length && !step.over(); at += 10_000) {
            line.received += 10_000;
            step = received(said, ByteBuffer.wrap(endless, at, 10_000).slice(), line, which);
        }
        assertTrue((said.detail() + "").length() < MOST_TOLD, which);
    }

    /** A server that begins honestly and then sends one bit wrong, anywhere in its flight. */
    @Test
    void a_damaged_tls_handshake_ends_with_a_name_for_it_and_nothing_else() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "shop.example");
        SplittableRandom random = new SplittableRandom(seed);
        int ok = 0;
        int rounds = Math.max(40, cases / 20);
        for (int i = 0; i < rounds; i++) {
            SSLEngine server = certificate.server().createSSLEngine();
            server.setUseClientMode(false);
            DeafLine line = new DeafLine(i);
            Conversation client = TlsEngines.converse("shop.example", 443, i % 2 == 0, null);
            Step step = client.connected(line);
            // the first rounds are whole, to see that they would have worked
            int damaged = i < 2 ? Integer.MAX_VALUE : random.nextInt(1_500);
            int passed = 0;
            for (int turn = 0; turn < 20 && !step.over(); turn++) {
                byte[] flight = answer(server, line);
                if (flight.length == 0) {
                    break;
                }
                if (damaged >= passed && damaged < passed + flight.length) {
                    flight[damaged - passed] ^= (byte) (1 << random.nextInt(8));
                }
                passed += flight.length;
                step = received(client, ByteBuffer.wrap(flight), line, "seed " + seed + ", case " + i);
            }
            ok += step.over() && step.failure() == null ? 1 : 0;
            assertTrue(client.detail().toString().length() < MOST_TOLD);
        }
        assertTrue(ok >= 2 && ok < rounds, ok + " of " + rounds + " worked");
    }

    private static byte[] answer(SSLEngine server, DeafLine line) {
        ByteBuffer out = ByteBuffer.allocate(100_000);
        ByteBuffer in = ByteBuffer.wrap(line.sent.toByteArray());
        line.sent.reset();
        ByteBuffer plain = ByteBuffer.allocate(40_000);
        try {
            for (int i = 0; i < 50; i++) {
                for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
                    task.run();
                }
                SSLEngineResult result = switch (server.getHandshakeStatus()) {
                    case NEED_WRAP -> server.wrap(ByteBuffer.allocate(0), out);
                    default -> server.unwrap(in, plain.clear());
                };
                if (result.bytesConsumed() == 0
                        && result.bytesProduced() == 0
                        && server.getDelegatedTask() == null
                        && !in.hasRemaining()) {
                    break;
                }
            }
        } catch (SSLException theClientSaidNo) {
            // its alert ends the conversation
        }
        byte[] flight = new byte[out.flip().remaining()];
        out.get(flight);
        return flight;
    }

    @Test
    void a_redirect_names_a_host_or_nothing_whatever_it_holds() {
        SplittableRandom random = new SplittableRandom(seed);
        String letters = "htps:/[]@.0123456789abcXYZ-_?#%\\ \t\u0000\u00ff\u20ac";
        for (int i = 0; i < cases * 20; i++) {
            StringBuilder location = new StringBuilder(i % 3 == 0 ? "" : i % 3 == 1 ? "http://" : "https://[");
            for (int n = random.nextInt(i % 50 == 0 ? 5_000 : 60); n > 0; n--) {
                location.append(letters.charAt(random.nextInt(letters.length())));
            }
            String host = Redirects.host(location.toString());
            if (host != null) {
                assertTrue(host.matches("[a-z0-9._:-]{1,253}"), "seed " + seed + ", case " + i + ": " + host);
                Redirects.literal(host);
            }
        }
        assertEquals("10.0.0.1", Redirects.host("http://10.0.0.1:80/login"));
    }
}
