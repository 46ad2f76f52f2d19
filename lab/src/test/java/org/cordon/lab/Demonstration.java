package org.cordon.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs commands of this checkout as a user would, with an end to every wait. */
final class Demonstration {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    record Ran(int status, String out) {}

    private Demonstration() {}

    /** Skips the test, with the reason, where namespaces cannot be made; a build machine must be able to. */
    static void assumeNamespaces() throws Exception {
        Ran ran = run(20, Map.of(), List.of("unshare", "-Urnm", "sh", "-c", "ip link set lo up && nft list ruleset"));
        String obstacle = "this machine cannot make the sandbox: " + ran.out();
        if (System.getenv("CI") != null) {
            Assertions.assertEquals(0, ran.status(), obstacle);
        }
        Assumptions.assumeTrue(ran.status() == 0, obstacle);
    }

    /** Runs to the end and returns all that was printed; fails after {@code seconds}. */
    static Ran run(int seconds, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path printed = Files.createTempFile("cordon-test", ".log");
        try {
            Process process = start(printed, environment, command);
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + seconds + " s:\n" + text(printed));
            }
            return new Ran(process.exitValue(), text(printed));
        } finally {
            Files.deleteIfExists(printed);
        }
    }

    /** Starts without waiting; standard output and error go to {@code printed}. */
    static Process start(Path printed, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("CORDON_SANDBOX", "required");
        builder.environment().putAll(environment);
        return builder.start();
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }

    /** The demo, inside namespaces of its own, without the build that {@code ./demo} may start with. */
    static List<String> lab(String... arguments) {
        List<String> command = new ArrayList<>(List.of("unshare", "-Urnmpf", "--kill-child", "--mount-proc", JAVA));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar"));
        command.add(ROOT.resolve("lab/target/cordon-lab.jar").toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
