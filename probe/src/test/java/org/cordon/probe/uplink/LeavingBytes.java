package org.cordon.probe.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cordon.probe.ProbeMain;
import org.cordon.probe.TestCertificate;
import org.cordon.probe.consent.ConsentFile;

/**
 * Runs the whole probe in a sandbox whose machine, owner and servers have much to tell, over each way out, and leaves in
 * {@code captured} every byte that it sent: to those that it measured, to a Kafka broker, to a gateway, into an export.
 */
public final class LeavingBytes {
    private final Path folder;
    private final Path captured;

    private LeavingBytes(Path folder) throws IOException {
        this.folder = folder;
        this.captured = Files.createDirectories(folder.resolve("captured"));
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        new LeavingBytes(Path.of(args[0])).run();
        System.exit(0);
    }

    private void run() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "collector.example");
        TellTalePeers peers = new TellTalePeers(captured.resolve("measurements"));
        peers.silent("149.154.160.10", 443);
        peers.secureWeb("149.154.160.11", certificate.server());
        peers.web("149.154.160.12", 80);
        peers.socks5("149.154.160.13", 1080);
        peers.silent("149.154.160.14", 443);
        peers.resolver("185.99.3.2");
        peers.resolver("9.9.9.9");
        overKafka();
        overHttps(certificate);
        byHand();
    }

    private void overKafka() throws Exception {
        Path data = Files.createDirectories(folder.resolve("broker"));
        int port = TestBroker.freePort();
        try (Eavesdropper ear = new Eavesdropper(port);
                TestBroker broker = new TestBroker(data, port, ear.port())) {
            broker.start();
            ear.listen(captured.resolve("kafka-stream"));
            probe(folder.resolve("home/annasecretova/.cordon"), "--kafka", "127.0.0.1:" + ear.port());
            ear.listen(null);
            int number = 0;
            for (var batch : broker.records()) {
                Files.write(captured.resolve("kafka-" + number++ + ".batch"), batch.value());
            }
        }
    }

    private void overHttps(TestCertificate certificate) throws Exception {
        Path trusted = certificate.pem(folder.resolve("gateway.pem"));
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (TestGateway gateway = new TestGateway(certificate.server(), free, body -> "HTTP/1.1 202 Accepted")) {
            String url = "https://collector.example:" + gateway.port() + "=127.0.0.1";
            probe(folder.resolve("home/annasecretova/.cordon"), "--gateway", url, "--gateway-ca", trusted.toString());
            for (int i = 0; i < gateway.taken.size(); i++) {
                Files.write(captured.resolve("https-" + i + ".batch"), gateway.taken.get(i));
            }
            Files.writeString(captured.resolve("https-heads"), String.join("\n", gateway.heads));
        }
    }

    private void byHand() throws IOException, InterruptedException {
        Path home = folder.resolve("home-of-annasecretova");
        probe(home, "--home", home.toString());
        execute(
                "spool",
                "export",
                "--home",
                home.toString(),
                captured.resolve("export.zip").toString());
    }

    private void probe(Path home, String... uplink) throws IOException, InterruptedException {
        Path list = Files.writeString(folder.resolve("targets.csv"), """
            ip,port,list,host
            149.154.160.10,443,telegram,
            149.154.160.11,443,telegram,web.telegram.org
            149.154.160.12,80,collateral,shop.example
            185.99.3.2,53,resolver,web.telegram.org
            9.9.9.9,53,resolver,web.telegram.org
            """);
        Path proxies = Files.writeString(folder.resolve("proxies"), """
            socks5://proxyuser77:proxyword77@149.154.160.13:1080
            tg://proxy?server=149.154.160.14&port=443&secret=ee77c0ffee77c0ffee77c0ffee77c0ffee66726f6e742e6578616d706c65
            """);
        new ConsentFile(Files.createDirectories(home)).remember(Set.of("socks5", "mtproxy"), Instant.EPOCH);
        List<String> arguments = new ArrayList<>(List.of("run", "--once", "--i-consent", "--hosted", "--lang", "en"));
        arguments.addAll(List.of("--cc", "RU", "--asn", "12389", "--connect-timeout", "2s", "--timeout", "1s"));
        arguments.addAll(List.of(
                "--tests",
                "tcp,tls,http,mtproto,dns,socks5,mtproxy",
                "--targets",
                list.toString(),
                "--proxies",
                proxies.toString()));
        arguments.addAll(List.of(uplink));
        execute(arguments.toArray(new String[0]));
    }

    /** In a process of its own: what the broker here asks a resolver is not the probe's affair. */
    private void execute(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.name=annasecretova",
                "-Duser.home=" + folder.resolve("home/annasecretova"),
                "-cp",
                System.getProperty("java.class.path"),
                ProbeMain.class.getName()));
        command.addAll(List.of(arguments));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + " of " + String.join(" ", arguments));
        }
    }
}
