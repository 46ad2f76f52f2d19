package org.cordon.analysis.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine;

/** What the command lines of all of Cordon's programs have in common. */
public final class Program {
    private Program() {}

    /** {@code line} with the manners of the house: one sentence for what went wrong, "did you mean", letters' case free. */
    public static CommandLine of(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new BadUsage())
                .setExecutionExceptionHandler(new FailedExecution());
    }

    /**
     * Runs a command to its end and ends this process with its status; with 1 also where what it printed could not all be
     * written, as on a full disk.
     *
     * @param making makes the command line; it is asked only once the streams are in place, for picocli keeps the
     *     {@code System.out} of the moment in which a command line is made and goes back to it
     */
    public static void run(Supplier<CommandLine> making, String... args) {
        // an empty environment names no encoding, and the terminal of today is UTF-8
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
        CommandLine line = making.get().setOut(writer).setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        int status = line.execute(args);
        if (writer.checkError() || out.checkError()) {
            err.println(
                    "Standard output cannot be written: it breaks off; is the disk full, or was the reader closed?");
            status = Math.max(status, CommandLine.ExitCode.SOFTWARE);
        }
        System.exit(status);
    }
}
