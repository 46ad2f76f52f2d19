package org.cordon.probe.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether the network of this process has a way to everywhere, read from the kernel's route tables. A route to an eighth
 * of all addresses or more counts: 2000::/3 is all of today's IPv6, and 0.0.0.0/1 with 128.0.0.0/1 is everything.
 */
public final class DefaultRoutes {
    private static final int WIDEST_LENGTH_ALLOWED = 4;
    private static final int RTF_REJECT = 0x200;

    private final Path ipv4;
    private final Path ipv6;

    DefaultRoutes(Path ipv4, Path ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    static DefaultRoutes ofThisProcess() {
        return new DefaultRoutes(Path.of("/proc/net/route"), Path.of("/proc/net/ipv6_route"));
    }

    /** True also where the tables cannot be read: then nothing is known, and the guard must refuse. */
    boolean exist() {
        try {
            return lines(ipv4).stream().skip(1).anyMatch(DefaultRoutes::isDefaultV4)
                    || (Files.exists(ipv6) && lines(ipv6).stream().anyMatch(DefaultRoutes::isDefaultV6));
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    // Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
    private static boolean isDefaultV4(String line) {
        String[] fields = line.trim().split("\\s+");
        int mask = Integer.parseUnsignedInt(fields[7], 16);
        return !rejects(fields[3]) && Integer.bitCount(mask) < WIDEST_LENGTH_ALLOWED;
    }

    // destination length source length next-hop metric references use flags device
    private static boolean isDefaultV6(String line) {
        String[] fields = line.trim().split("\\s+");
        return !rejects(fields[8]) && Integer.parseInt(fields[1], 16) < WIDEST_LENGTH_ALLOWED;
    }

    private static boolean rejects(String flags) {
        return (Integer.parseUnsignedInt(flags, 16) & RTF_REJECT) != 0;
    }
}
