package org.cordon.probe.uplink;

import java.io.IOException;
import java.time.Duration;

/** The collector is there, but asks to come back later. */
final class BusyException extends IOException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    BusyException(Duration wait) {
        super("it asks to come back in " + wait.toSeconds() + " s");
        this.wait = wait;
    }

    Duration pause() {
        return wait;
    }
}
