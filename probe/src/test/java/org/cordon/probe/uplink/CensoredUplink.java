package org.cordon.probe.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.identity.Home;
import org.cordon.probe.report.Words;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.spool.Observations;
import org.cordon.probe.spool.Spool;

/** Both sides of CensoredUplinkTest, each in a network namespace of its own. */
public final class CensoredUplink {
    /** Resets whoever names the listed host. */
    static final String LISTED = "149.154.160.50";
    /** Another way in, under another name. */
    static final String UNLISTED = "149.154.160.51";

    static final int OBSERVATIONS = 2_000;

    private CensoredUplink() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        if (args[0].equals("gateway")) {
            gateway(folder);
        } else {
            probe(folder, Duration.ofSeconds(Long.parseLong(args[2])));
            System.exit(0);
        }
    }

    private static void gateway(Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "listed.cordon.test", "unlisted.cordon.test");
        certificate.pem(folder.resolve("ca.pem"));
        Path taken = Files.createDirectories(folder.resolve("taken"));
        AtomicInteger number = new AtomicInteger();
        TestGateway gateway = new TestGateway(
                certificate.server(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), body -> {
                    try {
                        Files.write(taken.resolve(number.incrementAndGet() + ".batch"), body);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    return "HTTP/1.1 202 Accepted";
                });
        TestCensor listed = new TestCensor(new InetSocketAddress(LISTED, 443), gateway.port());
        // a name follows its length in a ClientHello: so this is not "unlisted…"
        listed.resetNames.add((char) "listed.cordon.test".length() + "listed.cordon.test");
        TestCensor unlisted = new TestCensor(new InetSocketAddress(UNLISTED, 443), gateway.port());
        // two-namespaces.sh waits for this one
        TestCensor ready = new TestCensor(new InetSocketAddress(UNLISTED, 447), gateway.port());
        Thread.sleep(Long.MAX_VALUE);
    }

    private static HttpsUplink uplink(Path folder) throws Exception {
        return new HttpsUplink(
                Ingress.parse("https://listed.cordon.test=" + LISTED + ",https://unlisted.cordon.test=" + UNLISTED),
                null,
                GatewayTrust.sockets(folder.resolve("ca.pem")),
                SandboxGuard.ofThisProcess(),
                new HttpsUplink.Patience(Duration.ofSeconds(1), Duration.ofSeconds(4)));
    }

    private static void probe(Path folder, Duration longest) throws Exception {
        byte[] large = new byte[40_000];
        new SplittableRandom(1).nextBytes(large);
        try {
            uplink(folder).send(large);
            System.out.println("40 KB passed");
        } catch (IOException e) {
            System.out.println("40 KB did not pass: " + e.getMessage());
        }
        try (Home home = Home.open(folder.resolve("home"));
                Spool spool = new Spool(
                        home.spoolFolder(), home.identity(), InstantSource.system(), 8 << 20, Duration.ofMillis(10));
                Sender sender = new Sender(
                        spool,
                        uplink(folder),
                        new SplittableRandom(1),
                        Words.in(Locale.ENGLISH),
                        System.out::println)) {
            observe(spool);
            sender.start();
            System.out.println(
                    sender.drain(longest)
                            ? "everything was acknowledged"
                            : spool.status().toString());
        }
    }

    /** Details that do not compress, so that batches reach their bound. */
    private static void observe(Spool spool) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        byte[] hash = new byte[32];
        for (int i = 0; i < OBSERVATIONS; i++) {
            random.nextBytes(hash);
            spool.append(Observations.number(i).toBuilder()
                    .detail(Map.of("certificate_sha256", HexFormat.of().formatHex(hash)))
                    .build());
        }
        spool.mode(null);
        spool.commit();
        spool.packAll();
    }
}
