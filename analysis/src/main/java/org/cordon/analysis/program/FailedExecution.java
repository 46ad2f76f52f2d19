package org.cordon.analysis.program;

import java.io.UncheckedIOException;
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
        command.getErr().println(Sentence.of(cause));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
