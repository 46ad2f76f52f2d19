package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.cordon.analysis.observation.Outcome;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsNettestTest {
    private static TestCertificate certificate;

    private final TlsNettest tls = new TlsNettest();
    private final AtomicReference<String> sni = new AtomicReference<>("nothing heard");

    @BeforeAll
    static void make_a_certificate(@TempDir Path folder) throws IOException, InterruptedException {
        certificate = TestCertificate.make(folder, "target.example");
    }

    private Peer.Manner handshake(String... protocols) {
        return socket -> {
            try {
                SSLSocket server = (SSLSocket)
                        certificate.server().getSocketFactory().createSocket(socket, "peer", socket.getPort(), true);
                server.setUseClientMode(false);
                if (protocols.length > 0) {
                    server.setEnabledProtocols(protocols);
                }
                server.startHandshake();
                sni.set(((ExtendedSSLSession) server.getSession())
                        .getRequestedServerNames()
                        .toString());
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            } catch (javax.net.ssl.SSLException e) {
                // the client leaves as soon as the handshake is done
            }
        };
    }

    @Test
    void a_handshake_is_a_success_whatever_the_certificate_and_notes_what_it_was() throws Exception {
        try (Peer peer = Peer.that(handshake())) {
            Outcome outcome = Runs.one(tls, peer.target("target.example"));
            assertEquals("ok", Runs.words(outcome));
            Map<String, Object> detail = Runs.detail(outcome);
            assertEquals("TLSv1.3", detail.get("tls_version"));
            assertEquals(CertificateNotes.sha256(certificate.certificate()), detail.get("certificate_sha256"));
            assertEquals("ssl_unknown_authority", detail.get("certificate_verification"));
            Map<?, ?> stages = (Map<?, ?>) detail.get("stages");
            assertTrue((double) stages.get("connect") <= (double) stages.get("tls_handshake"));
        }
    }

    @Test
    void an_older_version_is_spoken_where_the_server_knows_no_newer_one() throws IOException {
        try (Peer peer = Peer.that(handshake("TLSv1.2"))) {
            Outcome outcome = Runs.one(tls, peer.target("target.example"));
            assertEquals("ok", Runs.words(outcome));
            assertEquals("TLSv1.2", Runs.detail(outcome).get("tls_version"));
        }
    }

    @Test
    void the_name_asked_for_is_the_targets_host_or_none() throws Exception {
        try (Peer peer = Peer.that(handshake("TLSv1.2"))) {
            Runs.one(tls, peer.target("target.example"));
            Thread.sleep(100);
            assertTrue(sni.get().contains("target.example"), sni.get());
            Runs.one(tls, peer.target());
            Thread.sleep(100);
            assertEquals("[]", sni.get());
        }
    }

    @Test
    void a_reset_after_the_client_hello_is_connection_reset_in_the_handshake() throws IOException {
        try (Peer peer = Peer.that(Peer::resetAfterFirstWord)) {
            assertEquals("connection_reset tls_handshake", Runs.words(Runs.one(tls, peer.target())));
        }
    }

    @Test
    void a_closed_connection_is_eof_error() throws IOException {
        try (Peer peer = Peer.that(Peer::hangUpAfterFirstWords)) {
            assertEquals("eof_error tls_handshake", Runs.words(Runs.one(tls, peer.target())));
        }
    }

    @Test
    void a_server_that_never_answers_is_a_timeout_in_the_handshake() throws IOException {
        try (Peer peer = Peer.that(socket -> {})) {
            Outcome outcome = Runs.one(tls, peer.target());
            assertEquals("generic_timeout_error tls_handshake", Runs.words(outcome));
            assertTrue(((Map<?, ?>) Runs.detail(outcome).get("stages")).containsKey("connect"));
        }
    }

    @Test
    void an_alert_is_ssl_failed_handshake_and_its_name_is_kept() throws IOException {
        byte[] handshakeFailure = {21, 3, 3, 0, 2, 2, 40};
        try (Peer peer = Peer.that(socket -> answer(socket, handshakeFailure))) {
            Outcome outcome = Runs.one(tls, peer.target());
            assertEquals("ssl_failed_handshake tls_handshake", Runs.words(outcome));
            assertEquals("handshake_failure", Runs.detail(outcome).get("tls_alert"));
        }
    }

    @Test
    void an_answer_that_is_not_tls_has_a_failure_of_its_own() throws IOException {
        try (Peer peer = Peer.that(socket -> answer(socket, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes()))) {
            Outcome outcome = Runs.one(tls, peer.target());
            assertEquals("unknown_failure: the answer is not TLS tls_handshake", Runs.words(outcome));
            assertNull(Runs.detail(outcome).get("certificate_sha256"));
        }
    }

    @Test
    void garbage_in_tls_records_ends_the_attempt_and_nothing_else() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            byte[] garbage = new byte[2_000];
            new java.util.Random(seed).nextBytes(garbage);
            garbage[0] = (byte) (seed % 2 == 0 ? 22 : 21);
            garbage[1] = 3;
            garbage[2] = 3;
            try (Peer peer = Peer.that(socket -> {
                answer(socket, garbage);
                socket.close();
            })) {
                Outcome outcome = Runs.one(tls, peer.target());
                assertFalse(outcome instanceof Outcome.Succeeded, "seed " + seed);
            }
        }
    }

    private static void answer(Socket socket, byte[] bytes) throws IOException {
        int ignored = socket.getInputStream().read(new byte[16 * 1024]);
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}
