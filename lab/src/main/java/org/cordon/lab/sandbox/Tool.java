package org.cordon.lab.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the system's own network tools. */
final class Tool {
    private static final int SECONDS = 30;

    private Tool() {}

    /**
     * Runs a command to its end.
     *
     * @param input what it reads from standard input
     * @return what it printed
     * @throws SandboxFailure if it cannot be started, fails, or takes longer than 30 s; says what it printed
     */
    static String run(List<String> command, String input) throws SandboxFailure {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new SandboxFailure(String.join(" ", command) + " did not end within " + SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new SandboxFailure(String.join(" ", command) + ": " + printed.strip());
            }
            return printed;
        } catch (IOException e) {
            throw new SandboxFailure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("interrupted while " + command.get(0) + " was running");
        }
    }
}
