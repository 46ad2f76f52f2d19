package org.cordon.probe.uplink;

import java.io.IOException;

/** A way to a collector. */
public interface Uplink extends AutoCloseable {

    /**
     * Hands a signed batch over.
     *
     * @return only when the collector has it for good
     * @throws IOException if it is not known to have it; the same batch may be sent again
     */
    void send(byte[] batch) throws IOException, InterruptedException;

    /** Where it leads to, for people. */
    @Override
    String toString();

    @Override
    void close();
}
