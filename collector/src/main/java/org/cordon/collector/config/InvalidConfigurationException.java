package org.cordon.collector.config;

import java.util.List;

/** A configuration that cannot be used; carries every problem at once. */
public final class InvalidConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public InvalidConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem, with where it stands. */
    public List<String> problems() {
        return problems;
    }
}
