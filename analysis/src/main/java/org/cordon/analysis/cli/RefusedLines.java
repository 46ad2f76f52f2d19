package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Tells of lines that could not be used: the first few of each file one by one, all of them as a number. */
public final class RefusedLines implements ObservationFile.Complaints {
    private static final int SHOWN = 10;

    private final PrintWriter err;
    private final Map<String, Long> byFile = new TreeMap<>();

    public RefusedLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void refused(String file, long line, String reason) {
        long count = byFile.merge(file, 1L, Long::sum);
        if (count <= SHOWN) {
            err.println(file + (line == 0 ? "" : ":" + line) + ": " + reason);
        } else if (count == SHOWN + 1) {
            err.println(file + ": further lines are refused too; only their number is reported");
        }
    }

    /** All of them. */
    public long count() {
        return byFile.values().stream().mapToLong(Long::longValue).sum();
    }
}
