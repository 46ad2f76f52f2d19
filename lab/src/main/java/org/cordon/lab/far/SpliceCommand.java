package org.cordon.lab.far;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code splice}: a censor's box in user space. The router sends connections here; the box reads the first words, and
 * passes on what names nobody it looks for.
 */
@Command(name = "splice", hidden = true, description = "Plays a deep packet inspection box on a router.")
public final class SpliceCommand implements Callable<Integer> {
    /** Printed when the port is open. */
    public static final String READY = "the box is listening";

    private static final String PAGE = "HTTP/1.1 302 Found\r\nLocation: http://blocklist.rkn.gov.ru/?ip=10.1.1.2\r\n"
            + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    private static final int SILENCE_MILLIS = 30_000;
    private static final int FEW_PACKETS = 8;

    /** What is done to a connection that names the one looked for. */
    enum Act {
        RESET,
        SILENCE,
        FEW_PACKETS,
        PAGE
    }

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--to", required = true, description = "Address to pass connections on to.")
    private String to = "";

    @Option(names = "--to-port", required = true)
    private int toPort;

    @Option(names = "--name", required = true, description = "Server name or Host that is looked for.")
    private String name = "";

    @Option(names = "--act", required = true, description = "${COMPLETION-CANDIDATES}")
    private Act act = Act.RESET;

    @Override
    public Integer call() throws Exception {
        try (FarServer box = new FarServer()) {
            box.listen(port, this::inspect);
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void inspect(Socket client) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int count = client.getInputStream().read(buffer);
        if (count <= 0) {
            return;
        }
        byte[] first = Arrays.copyOf(buffer, count);
        boolean named = first[0] == 22
                ? ClientHello.name(first).equals(name)
                : new String(first, US_ASCII).contains("\r\nHost: " + name + "\r\n");
        if (!named) {
            pass(client, first, Integer.MAX_VALUE);
            return;
        }
        switch (act) {
            case RESET -> client.setSoLinger(true, 0);
            case SILENCE -> silence();
            case PAGE -> client.getOutputStream().write(PAGE.getBytes(US_ASCII));
            case FEW_PACKETS -> pass(client, first, FEW_PACKETS);
        }
    }

    private static void silence() {
        try {
            Thread.sleep(SILENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket client, byte[] first, int packets) throws IOException {
        AtomicInteger left = new AtomicInteger(packets);
        client.setSoTimeout(SILENCE_MILLIS);
        try (Socket server = new Socket(InetAddress.getByName(to), toPort)) {
            server.getOutputStream().write(first);
            left.decrementAndGet();
            Thread back = new Thread(() -> pump(server, client, left), "box-back");
            back.setDaemon(true);
            back.start();
            pump(client, server, left);
            if (left.get() <= 0) {
                silence();
            }
        }
    }

    private static void pump(Socket from, Socket into, AtomicInteger left) {
        // small reads are about what one packet carries
        byte[] buffer = new byte[1_400];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (left.decrementAndGet() < 0) {
                    silence();
                    return;
                }
                out.write(buffer, 0, count);
            }
            into.shutdownOutput();
        } catch (IOException over) {
            // either side has hung up, and so does the box
        }
    }
}
