package org.cordon.probe.nettest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cordon.probe.TestCertificate;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Servers that others have written, as Debian packages them, on loopback and on ports of this test's own. */
final class RealServers implements AutoCloseable {
    private final List<Process> started = new ArrayList<>();
    private final Path folder;

    RealServers(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, with the reason, where {@code program} is not installed; a build machine must have it. */
    static String require(String program) {
        Path found = Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        String obstacle = program + " is not installed (apt install nginx-light unbound)";
        if (System.getenv("CI") != null) {
            Assertions.assertNotNull(found, obstacle);
        }
        Assumptions.assumeTrue(found != null, "skipped: " + obstacle);
        return String.valueOf(found);
    }

    /** A port of loopback that is free now, for TCP and, as far as one can tell, for UDP. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Writes the key and the certificate of {@code certificate} as PEM: {@code key.pem} and {@code certificate.pem}. */
    void keep(TestCertificate certificate) throws IOException {
        try {
            pem("certificate.pem", "CERTIFICATE", certificate.certificate().getEncoded());
            pem("key.pem", "PRIVATE KEY", certificate.key().getEncoded());
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void pem(String name, String what, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    /** Starts {@code command} and waits until it listens on {@code port}. */
    void start(int port, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve(Path.of(command[0]).getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        for (int i = 0; i < 100 && process.isAlive(); i++) {
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException(command[0] + " does not listen: " + new String(Files.readAllBytes(log), US_ASCII));
    }

    @Override
    public void close() throws Exception {
        started.forEach(Process::destroy);
        for (Process process : started) {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
