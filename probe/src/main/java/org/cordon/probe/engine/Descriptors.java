package org.cordon.probe.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many sockets this process may still open. */
public final class Descriptors {
    /** Left for files, for the uplink and for Java itself. */
    private static final long RESERVE = 200;

    private Descriptors() {}

    /** At least 1; {@link Integer#MAX_VALUE} where the system does not say. */
    public static int available() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVE;
            return (int) Math.max(1, Math.min(Integer.MAX_VALUE, free));
        }
        return Integer.MAX_VALUE;
    }
}
