package org.cordon.probe.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.identity.Home;
import org.cordon.probe.report.Words;
import org.cordon.probe.sandbox.SandboxException;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.spool.Observations;
import org.cordon.probe.spool.Spool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpsUplinkTest {
    private static final HttpsUplink.Patience SHORT =
            new HttpsUplink.Patience(Duration.ofMillis(400), Duration.ofSeconds(2));

    @TempDir
    Path folder;

    private TestCertificate certificate;
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void make_a_certificate() throws Exception {
        certificate = TestCertificate.make(folder, "listed.cordon.test", "unlisted.cordon.test");
    }

    private HttpsUplink uplink(String ways, String proxy) throws Exception {
        return new HttpsUplink(
                Ingress.parse(ways),
                proxy == null ? null : ProxyTunnel.parse(proxy),
                GatewayTrust.sockets(certificate.pem(folder.resolve("ca.pem"))),
                SandboxGuard.ofThisProcess(),
                SHORT);
    }

    private static String way(String name, int port) {
        return "https://" + name + ".cordon.test:" + port + "=127.0.0.1";
    }

    private TestGateway answering(Function<byte[], String> answers) throws Exception {
        return new TestGateway(
                certificate.server(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), answers);
    }

    @Test
    void a_batch_is_the_body_of_a_post_on_a_connection_of_its_own_and_nothing_else_is_said() throws Exception {
        try (TestGateway gateway = TestGateway.accepting(certificate.server());
                TestCensor nobody = new TestCensor(gateway.port())) {
            Uplink uplink = uplink(way("unlisted", nobody.port()), null);
            uplink.send(new byte[] {1, 2, 3});
            uplink.send(new byte[] {4});
            assertArrayEquals(new byte[] {1, 2, 3}, gateway.taken.get(0));
            assertEquals(2, nobody.connections.get());
            assertEquals(
                    "POST /api/v1/batches HTTP/1.1\r\nHost: unlisted.cordon.test:" + nobody.port()
                            + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 3\r\n"
                            + "Connection: close\r\n\r\n",
                    gateway.heads.get(0));
        }
    }

    @Test
    void frozen_after_16_kb_reset_by_name_and_cut_for_long_everything_still_arrives_once() throws Exception {
        try (TestGateway gateway = TestGateway.accepting(certificate.server());
                TestCensor censor = new TestCensor(gateway.port());
                Home home = Home.open(folder.resolve("home"));
                Spool spool = spool(home, 8 << 20);
                Sender sender = sender(
                        spool, uplink(way("listed", censor.port()) + "," + way("unlisted", censor.port()), null))) {
            censor.freezeAfterBytes = 16 * 1024;
            // a name follows its length in a ClientHello: so this is not "unlisted…"
            censor.resetNames.add((char) "listed.cordon.test".length() + "listed.cordon.test");
            censor.cut = true;
            observe(spool, 0, 4_000);
            sender.start();
            assertFalse(sender.drain(Duration.ofMillis(1_500)), "cut");
            censor.cut = false;
            assertTrue(sender.drain(Duration.ofSeconds(60)), () -> told.toString());
            assertTrue(gateway.taken.stream().allMatch(batch -> batch.length <= 12_000));
            assertEquals(4_000, observationsIn(gateway.taken));
            assertTrue(censor.resets.get() > 0, "the listed name was tried");
            assertEquals(0, censor.frozen.get(), "no batch was large enough to be frozen");
        }
    }

    @Test
    void the_freeze_is_real_a_connection_with_more_than_16_kb_dies() throws Exception {
        try (TestGateway gateway = TestGateway.accepting(certificate.server());
                TestCensor censor = new TestCensor(gateway.port())) {
            censor.freezeAfterBytes = 16 * 1024;
            Uplink uplink = uplink(way("unlisted", censor.port()), null);
            byte[] large = new byte[20_000];
            new SplittableRandom(1).nextBytes(large);
            assertThrows(IOException.class, () -> uplink.send(large));
            assertTrue(censor.frozen.get() > 0);
            assertEquals(0, gateway.taken.size());
        }
    }

    @Test
    void a_gateway_with_somebody_elses_certificate_gets_nothing() throws Exception {
        TestCertificate other = TestCertificate.make(folder, "other.cordon.test", "unlisted.cordon.test");
        try (TestGateway gateway = TestGateway.accepting(other.server())) {
            Uplink uplink = uplink(way("unlisted", gateway.port()), null);
            assertThrows(IOException.class, () -> uplink.send(new byte[1]));
            assertEquals(0, gateway.heads.size());
        }
    }

    @Test
    void a_batch_that_is_refused_is_set_aside_and_counted_and_the_next_one_goes_on() throws Exception {
        int[] asked = {0};
        try (TestGateway gateway =
                        answering(body -> asked[0]++ == 0 ? "HTTP/1.1 400 Bad Request" : "HTTP/1.1 202 Accepted");
                Home home = Home.open(folder.resolve("home"));
                Spool spool = spool(home, 1 << 20);
                Sender sender = sender(spool, uplink(way("unlisted", gateway.port()), null))) {
            observe(spool, 0, 3);
            observe(spool, 3, 4);
            sender.start();
            assertTrue(sender.drain(Duration.ofSeconds(10)));
            assertEquals(1, gateway.taken.size());
            assertEquals(3, spool.status().dropped());
        }
    }

    @Test
    void a_busy_gateway_is_left_alone_for_as_long_as_it_asks() throws Exception {
        try (TestGateway gateway = answering(body -> "HTTP/1.1 503 Overloaded\r\nRetry-After: 7")) {
            Uplink uplink = uplink(way("unlisted", gateway.port()), null);
            BusyException busy = assertThrows(BusyException.class, () -> uplink.send(new byte[1]));
            assertEquals(Duration.ofSeconds(7), busy.pause());
        }
    }

    @Test
    void it_goes_through_a_socks5_proxy_and_through_an_http_proxy_that_ask_for_a_password() throws Exception {
        try (TestGateway gateway = TestGateway.accepting(certificate.server());
                TestProxy socks = TestProxy.socks5("anna", "secret");
                TestProxy http = TestProxy.http("anna", "secret")) {
            for (TestProxy proxy : List.of(socks, http)) {
                uplink(way("unlisted", gateway.port()), proxy.url("anna:secret@"))
                        .send(new byte[1]);
                IOException e = assertThrows(
                        IOException.class,
                        () -> uplink(way("unlisted", gateway.port()), proxy.url("anna:wrong@"))
                                .send(new byte[1]));
                assertFalse(e.getMessage().contains("wrong"), "no password in a message");
            }
            assertEquals(2, gateway.taken.size());
        }
    }

    @Test
    void a_gateway_outside_the_sandbox_is_not_contacted() throws Exception {
        assertThrows(
                SandboxException.class,
                () -> uplink("https://a.cordon.test=149.154.167.51", null).send(new byte[1]));
    }

    @Test
    void ways_in_and_proxies_are_read_strictly() {
        assertEquals(
                "[a.example, b.example:8443]",
                Ingress.parse("https://a.example, https://b.example:8443=::1").toString());
        for (String bad : List.of("http://a.example", "https://", "https://u@a.example", "https://a/x", "a", "")) {
            assertThrows(IllegalArgumentException.class, () -> Ingress.parse(bad), bad);
        }
        for (String bad : List.of("socks4://a:1", "socks5://a", "http://u@a:1", "nonsense")) {
            assertThrows(IllegalArgumentException.class, () -> ProxyTunnel.parse(bad), bad);
        }
        assertEquals("socks5://a:1", ProxyTunnel.parse("socks5://u:p@a:1").toString());
    }

    @Test
    void whatever_a_gateway_answers_is_read_within_bounds_and_nothing_but_an_io_exception_comes_of_it() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            if (random.nextBoolean() && noise.length > 14) {
                System.arraycopy("HTTP/1.1 202 ".getBytes(), 0, noise, 0, 13);
            }
            try {
                HttpReply.read(new java.io.ByteArrayInputStream(noise), 300);
            } catch (IOException e) {
                assertFalse(e.getMessage().isEmpty());
            }
        }
    }

    private static Spool spool(Home home, long bound) throws IOException {
        return new Spool(home.spoolFolder(), home.identity(), InstantSource.system(), bound, Duration.ofMillis(10));
    }

    private Sender sender(Spool spool, Uplink uplink) {
        return new Sender(spool, uplink, new SplittableRandom(1), Words.in(Locale.ENGLISH), told::add);
    }

    /** Observations whose details do not compress, so that batches reach their bound. */
    private static void observe(Spool spool, int from, int to) throws IOException {
        SplittableRandom random = new SplittableRandom(from);
        byte[] hash = new byte[32];
        for (int i = from; i < to; i++) {
            random.nextBytes(hash);
            spool.append(Observations.number(i).toBuilder()
                    .detail(Map.of("certificate_sha256", HexFormat.of().formatHex(hash)))
                    .build());
        }
        spool.mode(null);
        spool.commit();
        spool.packAll();
    }

    /** How many observations arrived; fails if one stands in two different batches. */
    private static int observationsIn(List<byte[]> batches) throws Exception {
        Map<String, Long> batchOf = new HashMap<>();
        for (byte[] bytes : List.copyOf(batches)) {
            var batch = new BatchCodec().decode(bytes);
            batch.forEachLine((line, from, length) -> {
                try {
                    Observation o = new ObservationReader().read(line, from, length);
                    Long other = batchOf.put(o.id(), batch.sequence());
                    assertTrue(other == null || other == batch.sequence(), o.id());
                } catch (org.cordon.analysis.wire.InvalidObservationException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        return batchOf.size();
    }
}
