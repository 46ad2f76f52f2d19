package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Runs;
import org.cordon.probe.tls.BrowserHello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrowserHelloTest {
    private static final String HOST = "shop.example";

    /** The tls nettest with nothing but the browser's arm. */
    private static final class Browser implements Nettest {
        @Override
        public String name() {
            return "tls";
        }

        @Override
        public String whatItSends() {
            return "says a browser's first words";
        }

        @Override
        public Conversation converse(Target target, Variant variant) {
            return new HelloConversation(HOST);
        }
    }

    private static Outcome to(Peer.Manner manner) throws IOException {
        try (Peer peer = Peer.that(manner)) {
            return Runs.one(new Browser(), peer.target(HOST));
        }
    }

    @Test
    void a_server_reads_the_name_and_answers_the_hello(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, HOST);
        SSLEngine server = certificate.server().createSSLEngine();
        server.setUseClientMode(false);
        byte[] hello = BrowserHello.record(HOST, new SplittableRandom(1));
        assertEquals(517, hello.length);
        java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(40_000);
        server.unwrap(java.nio.ByteBuffer.wrap(hello), out);
        for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
            task.run();
        }
        assertEquals(HandshakeStatus.NEED_WRAP, server.getHandshakeStatus());
        server.wrap(java.nio.ByteBuffer.allocate(0), out.clear());
        assertEquals(22, out.get(0));
        assertEquals(2, out.get(5), "a ServerHello");
        ExtendedSSLSession session = (ExtendedSSLSession) server.getHandshakeSession();
        assertTrue(session.getRequestedServerNames().toString().contains(HOST));
    }

    @Test
    void a_server_hello_an_alert_a_reset_and_noise_are_told_apart() throws Exception {
        assertEquals("ok", Runs.words(to(s -> s.getOutputStream().write(new byte[] {22, 3, 3, 0, 80, 2, 0, 0, 76}))));
        assertEquals(
                "ssl_failed_handshake tls_handshake",
                Runs.words(to(s -> s.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40}))));
        assertEquals(
                "unknown_failure: the answer is not TLS tls_handshake",
                Runs.words(to(s -> s.getOutputStream().write("HTTP/1.1 400\r\n".getBytes()))));
        assertEquals(
                "generic_timeout_error tls_handshake",
                Runs.words(to(s -> s.getInputStream().readNBytes(2_000))));
    }
}
