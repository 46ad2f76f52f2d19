package org.cordon.collector.broker;

import org.apache.kafka.common.header.Headers;

/**
 * Which partition of {@code cordon.observations} a country's observations go to. What controls saw is needed by every fold,
 * so the other partitions get copies of it, marked, for whoever wants each observation once.
 */
public final class Countries {
    private static final String COPY = "cordon-copy";

    private Countries() {}

    /** The partition of {@code cc} among {@code partitions}: the same for ever, on every machine. */
    public static int partition(String cc, int partitions) {
        // specified by the language, so that no two versions differ
        return Math.floorMod(cc.hashCode(), partitions);
    }

    /** Marks a record as a copy of one that stands in its country's own partition. */
    public static void markCopy(Headers headers) {
        headers.add(COPY, new byte[0]);
    }

    public static boolean isCopy(Headers headers) {
        return headers.lastHeader(COPY) != null;
    }
}
