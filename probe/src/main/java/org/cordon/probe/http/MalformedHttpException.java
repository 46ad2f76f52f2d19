package org.cordon.probe.http;

/** The answer is not HTTP; the message says why and quotes nothing of it. */
public final class MalformedHttpException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedHttpException(String message) {
        super(message);
    }
}
