package org.cordon.lab.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cordon.lab.sandbox.SandboxFailure;

/** A process that can be killed and started again: a collector or a broker. */
final class Member implements AutoCloseable {
    private static final int SECONDS_TO_STOP = 60;

    private final String name;
    private final List<String> command;
    private final Path log;
    private Process process;

    /** Starts it. @param log what it prints, from all of its lives */
    Member(String name, List<String> command, Path log) throws IOException {
        this.name = name;
        this.command = command;
        this.log = log;
        this.process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CORDON_SANDBOX", "required");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** At once and without a word, as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Starts it again; does not wait until it works. */
    void start() throws IOException {
        process = launch();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits so long for it to end by itself. */
    boolean endsWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Asks it to end in good order, and waits. */
    void stop() throws InterruptedException, SandboxFailure {
        process.destroy();
        if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            throw failure("does not stop in order");
        }
    }

    /** That something is wrong with it, and how its log ends. */
    SandboxFailure failure(String problem) {
        try {
            List<String> lines = Files.readAllLines(log);
            return new SandboxFailure(name + " " + problem + "; its log ends\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
        } catch (IOException e) {
            return new SandboxFailure(name + " " + problem + "; its log cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
