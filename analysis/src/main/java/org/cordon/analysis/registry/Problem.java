package org.cordon.analysis.registry;

/**
 * Something wrong in a register.
 *
 * @param line line of the file, from 1
 * @param kind what is wrong
 * @param fate what was done about it
 * @param reason in words, with the text that is wrong
 */
public record Problem(long line, Kind kind, Fate fate, String reason) {

    public enum Kind {
        ENCODING,
        NO_EDITION,
        TRUNCATED,
        TOO_LONG,
        FIELDS,
        NOT_AN_ADDRESS,
        HOST_BITS,
        RANGE,
        TOO_WIDE,
        SPECIAL_PURPOSE,
        DATE,
        DUPLICATE,
        CONTRADICTION
    }

    public enum Fate {
        /** The row or address was not used. */
        REFUSED,
        /** It was used after a correction that leaves no doubt. */
        REPAIRED,
        /** It was used as it stands. */
        NOTED
    }

    @Override
    public String toString() {
        return "line " + line + ": " + reason;
    }
}
