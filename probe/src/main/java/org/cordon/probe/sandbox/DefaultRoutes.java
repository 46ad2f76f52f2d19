package org.cordon.probe.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the network of this process has a way to everywhere, read from all of the kernel's route tables, whatever rule
 * leads to them. A route to an eighth of all addresses or more counts: 2000::/3 is all of today's IPv6, and 0.0.0.0/1 with
 * 128.0.0.0/1 is everything.
 */
public final class DefaultRoutes {
    private static final int WIDEST_LENGTH_ALLOWED = 4;
    private static final int RTF_REJECT = 0x200;

    /** What is said of a prefix below its leaf: "/12 universe UNICAST". */
    private static final Pattern IPV4_ROUTE = Pattern.compile("\\s+/([0-9]+) \\S+ (\\S+).*");

    private static final Set<String> REFUSING = Set.of("UNREACHABLE", "PROHIBIT", "BLACKHOLE", "THROW");

    private final Path ipv4;
    private final Path ipv6;

    DefaultRoutes(Path ipv4, Path ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    static DefaultRoutes ofThisProcess() {
        // not /proc/net/route, which shows the main table alone
        return new DefaultRoutes(Path.of("/proc/net/fib_trie"), Path.of("/proc/net/ipv6_route"));
    }

    /** True also where the tables cannot be read: then nothing is known, and the guard must refuse. */
    boolean exist() {
        try {
            return lines(ipv4).stream().anyMatch(DefaultRoutes::isDefaultV4)
                    || (Files.exists(ipv6) && lines(ipv6).stream().anyMatch(DefaultRoutes::isDefaultV6));
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    private static boolean isDefaultV4(String line) {
        Matcher route = IPV4_ROUTE.matcher(line);
        return route.matches()
                && Integer.parseInt(route.group(1)) < WIDEST_LENGTH_ALLOWED
                && !REFUSING.contains(route.group(2));
    }

    // destination length source length next-hop metric references use flags device
    private static boolean isDefaultV6(String line) {
        String[] fields = line.trim().split("\\s+");
        boolean rejects = (Integer.parseUnsignedInt(fields[8], 16) & RTF_REJECT) != 0;
        return !rejects && Integer.parseInt(fields[1], 16) < WIDEST_LENGTH_ALLOWED;
    }
}
