package org.cordon.probe.uplink;

import java.io.IOException;

/** The collector will never take this batch: sending it again is of no use. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
