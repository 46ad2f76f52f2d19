package org.cordon.analysis.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What went wrong outside of the program is told in one sentence, exit status 1; a bug keeps its stack trace. */
final class FailedExecution implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        Exception cause = thrown instanceof UncheckedIOException unchecked && unchecked.getCause() != null
                ? unchecked.getCause()
                : thrown;
        if (cause instanceof RuntimeException) {
            throw thrown;
        }
        command.getErr().println(sentence(cause));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        if (e instanceof AccessDeniedException denied) {
            return "You may not read or write " + denied.getFile() + ".";
        }
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + (file.getReason() == null ? "cannot be used" : file.getReason());
        }
        return e instanceof IOException && e.getMessage() == null ? e.toString() : String.valueOf(e.getMessage());
    }
}
