package org.cordon.probe.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What went wrong outside of the probe is told in one sentence, exit status 1; a bug keeps its stack trace. */
final class FailedExecution implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        Exception cause = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
        if (!(cause instanceof IOException io)) {
            throw thrown;
        }
        command.getErr().println(sentence(io));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "There is no file " + e.getMessage() + ".";
        }
        if (e instanceof AccessDeniedException) {
            return "You may not read or write " + e.getMessage() + ".";
        }
        return String.valueOf(e.getMessage());
    }
}
