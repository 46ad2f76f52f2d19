package org.cordon.analysis.cli.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server may do to whoever fetches a list from it; this one listens on loopback. */
final class DownloadTest {
    private static final int MOST = 10_000;
    private static final Map<String, String> SANDBOX = Map.of("CORDON_SANDBOX", "required");

    private final Download download = new Download(SANDBOX, MOST, Duration.ofMillis(700));
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private URI at(HttpHandler handler) {
        server.createContext("/", handler);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/list");
    }

    private void assertRefused(URI url, String reason) {
        IOException e = assertThrows(IOException.class, () -> download.fetch(url));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().contains(url.toString()), "it names the address: " + e.getMessage());
    }

    private static void send(HttpExchange exchange, int bytes, long length) throws IOException {
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(new byte[bytes]);
        exchange.close();
    }

    @Test
    void a_document_of_the_greatest_length_comes_whole_and_one_byte_more_is_refused() throws Exception {
        assertArrayEquals(new byte[MOST], download.fetch(at(exchange -> send(exchange, MOST, 0))));
        server.removeContext("/");
        assertRefused(at(exchange -> send(exchange, MOST + 1, 0)), "longer than 10000 bytes");
    }

    @Test
    void one_that_never_ends_is_given_up() {
        assertRefused(
                at(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream body = exchange.getResponseBody();
                    try {
                        for (int i = 0; over.getCount() > 0; i++) {
                            body.write('x');
                            body.flush();
                            Thread.sleep(20);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                "not whole within 700 ms");
    }

    @Test
    void one_that_is_never_begun_is_given_up() {
        assertRefused(
                at(exchange -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                "within 700 ms");
    }

    @Test
    void one_that_breaks_off_is_not_taken_for_whole() {
        assertRefused(
                at(exchange -> {
                    exchange.sendResponseHeaders(200, 5_000);
                    exchange.getResponseBody().write(new byte[100]);
                    exchange.getResponseBody().flush();
                    throw new IOException("the server hangs up");
                }),
                "cannot be fetched");
    }

    @Test
    void where_nobody_listens_that_is_said() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertRefused(URI.create("http://127.0.0.1:" + port + "/list"), "nobody listens there");
    }

    @Test
    void a_server_without_tls_is_no_https_server() {
        at(exchange -> send(exchange, 1, 1));
        assertRefused(URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/list"), "not whole within");
    }

    @Test
    void without_the_sandbox_others_must_speak_tls_and_a_word_misspelt_is_no_way_out() {
        URI plain = URI.create("http://192.0.2.1/list");
        IOException open =
                assertThrows(IOException.class, () -> new Download(Map.of(), MOST, Duration.ofMillis(1)).fetch(plain));
        assertTrue(open.getMessage().contains("not an https address"), open.getMessage());
        for (String word : new String[] {"required", "requird", "on"}) {
            Download guarded = new Download(Map.of("CORDON_SANDBOX", word), MOST, Duration.ofMillis(1));
            URI covered = URI.create("https://192.0.2.1/list");
            IOException e = assertThrows(IOException.class, () -> guarded.fetch(covered));
            assertTrue(e.getMessage().contains("nothing but loopback"), e.getMessage());
        }
    }
}
