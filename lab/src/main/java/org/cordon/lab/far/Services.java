package org.cordon.lab.far;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What the servers of the far end say. */
final class Services {
    private static final byte[] PAGE = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n"
                    + "Connection: close\r\n\r\nok\n")
            .getBytes(US_ASCII);
    private static final int LONGEST_REQUEST = 8_192;

    private Services() {}

    /** HTTP in the clear: reads one request, answers with one page. */
    static FarServer.Service http() {
        return Services::answer;
    }

    /** TLS with a certificate that nobody has signed, then HTTP. */
    static FarServer.Service https(SSLContext context) {
        return peer -> {
            try (SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(peer, null, peer.getPort(), true)) {
                tls.setUseClientMode(false);
                tls.startHandshake();
                answer(tls);
            }
        };
    }

    private static void answer(Socket peer) throws IOException {
        InputStream in = peer.getInputStream();
        int blank = 0;
        for (int read = 0; read < LONGEST_REQUEST && blank < 2; read++) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            blank = next == '\n' ? blank + 1 : next == '\r' ? blank : 0;
        }
        peer.getOutputStream().write(PAGE);
        peer.getOutputStream().flush();
    }
}
