package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Result;
import org.cordon.probe.engine.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nettests against nginx and unbound, which know nothing of us. */
final class RealServersTest {
    private static final String HOST = "shop.example";

    @TempDir
    Path folder;

    /** A nettest whose conversation is held on whatever port the server has here. */
    private record Holding(Conversation conversation, Transport over) implements Nettest {
        @Override
        public String name() {
            return "held";
        }

        @Override
        public String whatItSends() {
            return "speaks to a server of this test";
        }

        @Override
        public Transport transport(Target target) {
            return over;
        }

        @Override
        public Conversation converse(Target target, Variant variant) {
            return conversation;
        }
    }

    private static Outcome hold(int port, Conversation conversation) throws Exception {
        return result(port, conversation, Transport.TCP).outcome();
    }

    private static Result result(int port, Conversation conversation, Transport over) throws Exception {
        Attempt attempt = new Attempt(new Holding(conversation, over), Peer.target(port, HOST));
        return Runs.all(List.of(attempt), Runs.FAST).get(0);
    }

    private String nginx(int plain, int covered) throws Exception {
        Path html = Files.createDirectories(folder.resolve("html"));
        Files.writeString(html.resolve("index.html"), "<p>open</p>\n".repeat(400));
        String server = " root " + html + "; keepalive_requests 1000; server_name " + HOST + "; ";
        String configuration = "daemon off; pid " + folder.resolve("nginx.pid")
                + "; error_log stderr; worker_processes 1;\n"
                + (System.getProperty("user.name").equals("root") ? "user root;\n" : "")
                + "events { worker_connections 64; }\nhttp { access_log off;\n"
                + temporary()
                + "server { listen 127.0.0.1:" + plain + ";" + server
                + "location /away { return 302 http://10.1.2.3/; } }\n"
                + "server { listen 127.0.0.1:" + covered + " ssl;" + server + "ssl_certificate "
                + folder.resolve("certificate.pem") + "; ssl_certificate_key " + folder.resolve("key.pem") + ";\n"
                + "ssl_protocols TLSv1.2 TLSv1.3; } }\n";
        return Files.writeString(folder.resolve("nginx.conf"), configuration).toString();
    }

    private String temporary() {
        StringBuilder paths = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            paths.append(kind)
                    .append("_temp_path ")
                    .append(folder.resolve(kind))
                    .append(";\n");
        }
        return paths.toString();
    }

    @Test
    void nginx_is_understood_in_the_clear_under_both_versions_of_tls_and_over_many_requests() throws Exception {
        String program = RealServers.require("nginx");
        TestCertificate certificate = TestCertificate.make(folder, HOST);
        int plain = RealServers.freePort();
        int covered = RealServers.freePort();
        try (RealServers servers = new RealServers(folder)) {
            servers.keep(certificate);
            servers.start(plain, program, "-p", folder.toString(), "-c", nginx(plain, covered));

            Outcome page = hold(plain, new HttpNettest().converse(Peer.target(80, HOST), new Variant(null, HOST, 0)));
            assertEquals("ok", Runs.words(page));
            assertEquals(200, Runs.detail(page).get("http_status"));
            assertEquals(4_800L, Runs.detail(page).get("body_length"));

            for (Map.Entry<Boolean, String> version :
                    Map.of(true, "TLSv1.2", false, "TLSv1.3").entrySet()) {
                Outcome tls = hold(covered, TlsEngines.converse(HOST, covered, version.getKey(), null));
                assertEquals("ok", Runs.words(tls));
                assertEquals(version.getValue(), Runs.detail(tls).get("tls_version"));
                assertEquals(
                        CertificateNotes.sha256(certificate.certificate()),
                        Runs.detail(tls).get("certificate_sha256"));
            }

            for (String arm : List.of("target", "target-up")) {
                TransferNettest transfer = new TransferNettest();
                Outcome load = hold(covered, transfer.converse(Peer.target(443, HOST), new Variant(arm, HOST, 1)));
                assertEquals("ok", Runs.words(load));
                String key = arm.equals("target") ? "bytes_received" : "bytes_answered";
                long bytes = ((Number) Runs.detail(load).get(key)).longValue();
                assertTrue(bytes >= TransferNettest.ENOUGH, arm + ": " + Runs.detail(load));
            }
        }
    }

    @Test
    void unbound_is_understood_over_udp_and_over_tls() throws Exception {
        String program = RealServers.require("unbound");
        TestCertificate certificate = TestCertificate.make(folder, "resolver.example");
        int plain = RealServers.freePort();
        int covered = RealServers.freePort();
        try (RealServers servers = new RealServers(folder)) {
            servers.keep(certificate);
            String configuration = "server:\n username: \"\"\n chroot: \"\"\n directory: \"" + folder
                    + "\"\n pidfile: \"\"\n"
                    + " use-syslog: no\n interface: 127.0.0.1@" + plain + "\n interface: 127.0.0.1@" + covered
                    + "\n tls-port: " + covered + "\n tls-service-key: key.pem\n tls-service-pem: certificate.pem\n"
                    + " do-not-query-localhost: yes\n module-config: \"iterator\"\n"
                    + " local-zone: \"example.\" static\n local-data: \"" + HOST + ". A 149.154.167.99\"\n"
                    + " local-data: \"walled.example. A 10.0.0.1\"\nremote-control:\n control-enable: no\n";
            Path file = Files.writeString(folder.resolve("unbound.conf"), configuration);
            servers.start(plain, program, "-d", "-c", file.toString());

            assertEquals("ok 149.154.167.99", asked(plain, HOST, "udp"));
            assertEquals("ok 149.154.167.99", asked(covered, HOST, "dot"));
            assertEquals("dns_nxdomain_error resolve null", asked(plain, "nobody.example", "udp"));
            assertEquals("dns_bogon_error resolve 10.0.0.1", asked(plain, "walled.example", "udp"));
        }
    }

    private static String asked(int port, String name, String carrier) throws Exception {
        Conversation question = new DnsConversation(Peer.target(53, name), name, carrier);
        boolean udp = carrier.equals("udp");
        Result result = result(
                port, udp ? question : TlsEngines.cover(null, port, question), udp ? Transport.UDP : Transport.TCP);
        return Runs.words(result.outcome()) + " " + result.ip();
    }
}
