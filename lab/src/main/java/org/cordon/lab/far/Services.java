package org.cordon.lab.far;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What the servers of the far end say. */
final class Services {
    /** As long as a small start page. */
    private static final int PAGE_LENGTH = 4_000;

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + PAGE_LENGTH + "\r\n\r\n";
    private static final byte[] PAGE = (HEAD + "ok\n" + " ".repeat(PAGE_LENGTH - 3)).getBytes(US_ASCII);
    private static final int LONGEST_REQUEST = 8_192;
    private static final int TLS_HANDSHAKE = 22;
    private static final Set<String> METHODS = Set.of("GET ", "HEAD", "POST", "OPTI");

    private Services() {}

    /** What a web server says on one connection. */
    interface Page {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    /** TLS with a certificate that nobody has signed, then what {@code inner} says. */
    static FarServer.Service covered(SSLContext context, FarServer.Service inner) {
        return peer -> {
            try (SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(peer, null, peer.getPort(), true)) {
                tls.setUseClientMode(false);
                tls.startHandshake();
                inner.serve(tls);
            }
        };
    }

    /**
     * Whatever the first words ask for, as Telegram's own ports do: TLS, HTTP or MTProto. Four bytes decide: an obfuscated
     * stream begins with any byte there is, but never with a word of the others.
     *
     * @param page what is said to HTTP, in the clear or under TLS
     */
    static FarServer.Service anything(SSLContext context, Page page) {
        return peer -> {
            byte[] first = peer.getInputStream().readNBytes(4);
            InputStream consumed = new ByteArrayInputStream(first);
            if (first.length < 4) {
                return;
            }
            InputStream all = new SequenceInputStream(consumed, peer.getInputStream());
            if (first[0] == TLS_HANDSHAKE && first[1] == 3) {
                try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(peer, consumed, true)) {
                    page.serve(tls.getInputStream(), tls.getOutputStream());
                }
            } else if (METHODS.contains(new String(first, ISO_8859_1))) {
                page.serve(all, peer.getOutputStream());
            } else {
                Mtproto.answer(all, peer.getOutputStream());
            }
        };
    }

    /** DNS over a stream. @param zone the address of a name, four bytes */
    static FarServer.Service dns(Function<String, byte[]> zone) {
        return peer -> {
            InputStream in = peer.getInputStream();
            int high = in.read();
            int low = in.read();
            if (low >= 0) {
                byte[] question = in.readNBytes(high << 8 | low);
                byte[] answer = Dns.answer(question, zone.apply(Dns.name(question)));
                OutputStream out = peer.getOutputStream();
                out.write(new byte[] {(byte) (answer.length >> 8), (byte) answer.length});
                out.write(answer);
                out.flush();
            }
        };
    }

    /** Answers each request with the same page. */
    static void pages(InputStream in, OutputStream out) throws IOException {
        for (String request = request(in); !request.isEmpty(); request = request(in)) {
            out.write(PAGE, 0, request.startsWith("HEAD") ? HEAD.length() : PAGE.length);
            out.flush();
            if (request.toLowerCase(Locale.ROOT).contains("connection: close")) {
                return;
            }
        }
    }

    /** The next request's head; empty at the end. */
    static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        int blank = 0;
        while (request.length() < LONGEST_REQUEST && blank < 2) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            request.append(new String(new byte[] {(byte) next}, ISO_8859_1));
            blank = next == '\n' ? blank + 1 : next == '\r' ? blank : 0;
        }
        return request.toString();
    }
}
