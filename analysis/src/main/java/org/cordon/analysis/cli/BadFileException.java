package org.cordon.analysis.cli;

import java.util.List;

/** A file that a person wrote and that cannot be used; holds every problem found, not only the first. */
public final class BadFileException extends Exception {
    private static final long serialVersionUID = 1;

    public BadFileException(String file, List<String> problems) {
        super(file + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + "\n  "
                + String.join("\n  ", problems));
    }
}
