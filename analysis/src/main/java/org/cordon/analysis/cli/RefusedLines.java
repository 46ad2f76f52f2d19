package org.cordon.analysis.cli;

import java.io.PrintWriter;

/** Tells of each line that could not be used, and counts them. */
public final class RefusedLines implements ObservationFile.Complaints {
    private final PrintWriter err;
    private long count;

    public RefusedLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void refused(String file, long line, String reason) {
        count++;
        err.println(file + (line == 0 ? "" : ":" + line) + ": " + reason);
    }

    /** All of them. */
    public long count() {
        return count;
    }
}
