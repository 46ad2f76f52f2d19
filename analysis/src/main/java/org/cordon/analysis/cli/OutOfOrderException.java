package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A file whose times run backwards further than can be put right in bounded memory. */
public final class OutOfOrderException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    OutOfOrderException(String position, Instant time, Instant gone, int held) {
        super(new IOException(
                position + ": time goes back to " + time + ", more than " + held + " observations after " + gone
                        + " was read. Files are put in order only as far as that: sort it by \"received\" (where there is none, by"
                        + " \"at\"), or name the files that it was joined from one by one."));
    }
}
