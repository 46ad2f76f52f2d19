package org.cordon.probe.nettest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.net.ssl.SSLSocket;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.dns.Question;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Peer;
import org.cordon.probe.engine.Result;
import org.cordon.probe.engine.Runs;
import org.cordon.probe.engine.UdpPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

final class DnsNettestTest {
    @TempDir
    Path folder;

    /** The carrier goes by the port, and a test's port is any: so the test says which it means. */
    private record Carried(String carrier) implements Nettest {
        @Override
        public String name() {
            return "dns";
        }

        @Override
        public String whatItSends() {
            return "asks";
        }

        @Override
        public Transport transport(Target target) {
            return carrier.equals("udp") ? Transport.UDP : Transport.TCP;
        }

        @Override
        public Conversation converse(Target target, Variant variant) {
            Conversation question = new DnsConversation(target, variant.host(), carrier);
            return carrier.equals("udp") ? question : TlsEngines.cover(null, target.port(), question);
        }
    }

    private static byte[] answer(byte[] question, int rcode, String... addresses) throws IOException {
        Message message = new Message(question);
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setRcode(rcode);
        for (String address : addresses) {
            message.addRecord(
                    new ARecord(message.getQuestion().getName(), DClass.IN, 60, InetAddress.getByName(address)),
                    Section.ANSWER);
        }
        return message.toWire();
    }

    private static Result ask(UdpPeer.Manner manner) throws IOException {
        try (UdpPeer peer = UdpPeer.that(manner)) {
            return Runs.all(
                            List.of(new Attempt(new Carried("udp"), peer.target("resolver", "web.telegram.org"))),
                            Runs.FAST)
                    .get(0);
        }
    }

    private static String words(UdpPeer.Manner manner) throws IOException {
        return Runs.words(ask(manner).outcome());
    }

    @Test
    void an_address_is_a_success_and_what_the_observation_is_about() throws IOException {
        Result result = ask(question -> List.of(answer(question, Rcode.NOERROR, "149.154.167.99", "149.154.167.98")));
        assertEquals("ok", Runs.words(result.outcome()));
        assertEquals("149.154.167.99", result.ip().toString());
        assertEquals(
                List.of("149.154.167.99", "149.154.167.98"),
                Runs.detail(result.outcome()).get("dns_answers"));
        assertNull(Runs.detail(result.outcome()).get("other_answers"));
    }

    @Test
    void every_way_of_lying_has_a_name_of_its_own() throws IOException {
        assertEquals("dns_nxdomain_error resolve", words(q -> List.of(answer(q, Rcode.NXDOMAIN))));
        assertEquals("dns_servfail_error resolve", words(q -> List.of(answer(q, Rcode.SERVFAIL))));
        assertEquals("dns_refused_error resolve", words(q -> List.of(answer(q, Rcode.REFUSED))));
        assertEquals("dns_no_answer resolve", words(q -> List.of(answer(q, Rcode.NOERROR))));
        assertEquals("generic_timeout_error resolve", words(q -> List.of()));
        Result bogon = ask(q -> List.of(answer(q, Rcode.NOERROR, "127.0.0.1")));
        assertEquals("dns_bogon_error resolve", Runs.words(bogon.outcome()));
        assertEquals(List.of("127.0.0.1"), Runs.detail(bogon.outcome()).get("dns_answers"));
        assertEquals("dns_reply_with_wrong_query_id resolve", words(q -> {
            byte[] wrong = answer(q, Rcode.NOERROR, "8.8.8.8");
            wrong[0]++;
            return List.of(wrong);
        }));
        assertEquals("unknown_failure: the answer is not DNS resolve", words(q -> List.of("no".getBytes())));
    }

    @Test
    void a_second_answer_that_says_something_else_gives_the_forger_away() throws IOException {
        Outcome outcome = ask(q ->
                        List.of(answer(q, Rcode.NOERROR, "95.167.13.50"), answer(q, Rcode.NOERROR, "149.154.167.99")))
                .outcome();
        assertEquals(List.of("95.167.13.50"), Runs.detail(outcome).get("dns_answers"));
        assertEquals(List.of(List.of("149.154.167.99")), Runs.detail(outcome).get("other_answers"));
        assertEquals(2, Runs.detail(outcome).get("answers_received"));
    }

    @Test
    void a_resolver_answers_over_tls_and_over_https() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "resolver.example");
        for (String carrier : List.of("dot", "doh")) {
            try (Peer peer = Peer.that(socket -> covered(certificate, socket, carrier))) {
                Result result = Runs.all(
                                List.of(new Attempt(new Carried(carrier), peer.target("web.telegram.org"))), Runs.FAST)
                        .get(0);
                assertEquals("ok", Runs.words(result.outcome()), carrier);
                assertEquals("149.154.167.99", result.ip().toString());
                assertEquals(carrier, Runs.detail(result.outcome()).get("resolver_transport"));
                assertEquals(
                        CertificateNotes.sha256(certificate.certificate()),
                        Runs.detail(result.outcome()).get("certificate_sha256"));
            }
        }
    }

    private static void covered(TestCertificate certificate, java.net.Socket socket, String carrier)
            throws IOException {
        SSLSocket tls;
        try {
            tls = (SSLSocket) certificate.server().getSocketFactory().createSocket(socket, "peer", 1, true);
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
        tls.setUseClientMode(false);
        DataInputStream in = new DataInputStream(tls.getInputStream());
        if (carrier.equals("dot")) {
            byte[] said = answer(in.readNBytes(in.readUnsignedShort()), Rcode.NOERROR, "149.154.167.99");
            tls.getOutputStream()
                    .write(ByteBuffer.allocate(said.length + 2)
                            .putShort((short) said.length)
                            .put(said)
                            .array());
        } else {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
            int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            byte[] said = answer(in.readNBytes(length), Rcode.NOERROR, "149.154.167.99");
            tls.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: " + said.length + "\r\n\r\n").getBytes());
            tls.getOutputStream().write(said);
        }
    }

    @Test
    void only_names_are_asked_for_and_only_of_resolvers() {
        DnsNettest dns = new DnsNettest();
        Target resolver = new Target(
                org.cordon.analysis.prefix.Address.parse("8.8.8.8"),
                53,
                "resolver",
                "t.me",
                null,
                null,
                "x",
                null,
                null,
                false);
        assertTrue(dns.suits(resolver));
        assertFalse(dns.suits(Peer.target(53, "t.me")));
        assertFalse(DnsConversation.isName("a\nb"));
        assertFalse(DnsConversation.isName(null));
        assertEquals("8.8.8.8 udp", dns.variants(resolver).get(0).arm());
    }

    @Test
    void no_answer_makes_the_reader_fail() throws IOException {
        Question question = Question.of("web.telegram.org", 7, false);
        byte[] good = answer(question.toBytes(), Rcode.NOERROR, "149.154.167.99");
        assertNull(question.read(good).failure());
        long seed = Long.getLong("fuzz.seed", 17);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("fuzz.cases", 30_000); i++) {
            byte[] noise = Arrays.copyOf(good, random.nextInt(good.length + 30));
            for (int n = random.nextInt(6); n > 0 && noise.length > 0; n--) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            Question.Reply reply = question.read(noise);
            failures.add(String.valueOf(reply.failure()));
            assertTrue(reply.addresses().size() <= 32, "seed " + seed + ", case " + i);
        }
        assertTrue(failures.contains("unknown_failure: the answer is not DNS"));
    }
}
