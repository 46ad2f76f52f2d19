package org.cordon.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the probe in one network namespace against servers in another; neither has a way out. */
final class Namespaces {
    private Namespaces() {}

    /** What this machine lacks, in words, or null where namespaces work here. */
    static String missing() throws IOException, InterruptedException {
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
        Path script = folder.resolve("two-namespaces.sh");
        try (InputStream in = Namespaces.class.getResourceAsStream("two-namespaces.sh")) {
            Files.write(script, in.readAllBytes());
        }
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        "unshare",
                        "-rnmpf",
                        "--kill-child",
                        "--mount-proc",
                        "sh",
                        script.toString(),
                        java(FarServers.class),
                        java(ProbeMain.class) + " " + Stream.of(arguments).collect(Collectors.joining(" ")))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the probe did not end: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    private static String java(Class<?> main) {
        return String.join(
                " ",
                "exec",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp",
                System.getProperty("java.class.path"),
                main.getName());
    }
}
