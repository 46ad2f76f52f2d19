package org.cordon.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs the probe in one network namespace against servers in another; neither has a way out. */
public final class Namespaces {
    private Namespaces() {}

    /** Skips the test, with the reason, where namespaces cannot be made; a build machine must be able to. */
    public static void require() throws IOException, InterruptedException {
        String missing = missing();
        if (System.getenv("CI") != null) {
            Assertions.assertNull(missing);
        }
        Assumptions.assumeTrue(missing == null, () -> "skipped: " + missing);
    }

    /** What this machine lacks, in words, or null where namespaces work here. */
    private static String missing() throws IOException, InterruptedException {
        for (String tool : List.of("unshare", "ip", "nft", "ss")) {
            if (Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").noneMatch(d -> Files.exists(Path.of(d, tool)))) {
                return tool + " is not installed (apt install iproute2 nftables util-linux)";
            }
        }
        Process process = new ProcessBuilder("unshare", "-rnm", "true").start();
        return process.waitFor() == 0 ? null : "user namespaces are not allowed on this machine";
    }

    /** Runs the probe with these arguments; returns what it said on standard error. */
    static String probe(Path folder, String... arguments) throws IOException, InterruptedException {
        return inside(
                folder,
                "two-namespaces.sh",
                java(FarServers.class),
                java(ProbeMain.class) + " " + String.join(" ", arguments));
    }

    /** Runs one of the scripts beside this class with its arguments; returns what it said. */
    public static String inside(Path folder, String name, String... arguments)
            throws IOException, InterruptedException {
        return inside(folder, Duration.ofSeconds(120), name, arguments);
    }

    /** The same, for something that may take {@code longest}. */
    public static String inside(Path folder, Duration longest, String name, String... arguments)
            throws IOException, InterruptedException {
        Path script = folder.resolve(name);
        try (InputStream in = Namespaces.class.getResourceAsStream(name)) {
            Files.write(script, in.readAllBytes());
        }
        Path said = folder.resolve("said");
        List<String> command =
                new ArrayList<>(List.of("unshare", "-rnumpf", "--kill-child", "--mount-proc", "sh", script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException("the probe did not end: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    public static String java(Class<?> main, String... properties) {
        return String.join(
                " ",
                "exec",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                String.join(" ", properties),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }
}
