package org.cordon.lab.sandbox;

/** The sandbox internet could not be built or changed; the message says what to do about it where that is known. */
public final class SandboxFailure extends Exception {
    private static final long serialVersionUID = 1;

    public SandboxFailure(String message) {
        super(message);
    }
}
