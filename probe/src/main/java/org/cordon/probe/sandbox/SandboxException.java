package org.cordon.probe.sandbox;

import java.io.IOException;

/** A connection that must not be opened; the message is for the person at the keyboard. */
public final class SandboxException extends IOException {
    private static final long serialVersionUID = 1;

    SandboxException(String message) {
        super(message);
    }
}
