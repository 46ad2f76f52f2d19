package org.cordon.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cordon.lab.sandbox.Namespace;
import org.cordon.lab.sandbox.SandboxFailure;

/** The processes of a run, each in its namespace with its own log; all end with this object. */
final class Processes implements AutoCloseable {
    private static final int SECONDS_TO_END = 5;
    private static final int LAST_LINES = 20;

    private record Started(String name, Process process) {}

    private final Path logs;
    private final List<Started> started = new ArrayList<>();

    /** @param logs folder for what the processes print */
    Processes(Path logs) {
        this.logs = logs;
    }

    /** Starts {@code command} inside {@code namespace}; it is told that only the sandbox may be contacted. */
    Process start(String name, Namespace namespace, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(namespace.inside(command));
        builder.environment().put("CORDON_SANDBOX", "required");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        Process process = builder.start();
        started.add(new Started(name, process));
        return process;
    }

    Path log(String name) {
        return logs.resolve(name + ".log");
    }

    /** The last lines of a process's log; the log itself may go with the sandbox. */
    String end(String name) {
        try {
            List<String> lines = Files.readAllLines(log(name));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log(name) + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** From now on this process may end; somebody else sees to it. */
    void forget(Process process) {
        started.removeIf(s -> s.process().equals(process));
    }

    /** Asks the processes whose names begin with {@code prefix} to end in good order, and waits until they have. */
    void stop(String prefix, Duration patience) throws InterruptedException, SandboxFailure {
        List<Started> asked =
                started.stream().filter(s -> s.name().startsWith(prefix)).toList();
        started.removeAll(asked);
        asked.forEach(s -> s.process().destroy());
        long end = System.nanoTime() + patience.toNanos();
        for (Started s : asked) {
            if (!s.process().waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                s.process().destroyForcibly();
                throw new SandboxFailure(s.name() + " did not end when it was asked to; see " + log(s.name()));
            }
        }
    }

    /** Names of processes that have ended although nobody asked them to. */
    List<String> ended() {
        return started.stream()
                .filter(s -> !s.process().isAlive())
                .map(Started::name)
                .toList();
    }

    @Override
    public void close() {
        started.forEach(s -> s.process().destroy());
        for (Started s : started) {
            try {
                if (!s.process().waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    s.process().destroyForcibly();
                }
            } catch (InterruptedException e) {
                s.process().destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
