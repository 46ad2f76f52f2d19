package org.cordon.collector;

/** The collector cannot start; the message says why in words for its operator. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
