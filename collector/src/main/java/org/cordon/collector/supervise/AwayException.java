package org.cordon.collector.supervise;

/** What a part needs is not there now; the message says what. Nothing is broken: no trace is worth printing. */
public final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
