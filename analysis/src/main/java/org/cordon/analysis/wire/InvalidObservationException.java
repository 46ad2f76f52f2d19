package org.cordon.analysis.wire;

/** A line that is no observation; the message says which key and why, in words for the person who sent it. */
public final class InvalidObservationException extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidObservationException(String message) {
        super(message);
    }
}
