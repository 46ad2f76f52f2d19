package org.cordon.probe.nettest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every nettest that this probe knows. There is no other way to register one. */
public final class Nettests {
    /** The target list of resolvers, whose hosts are names to ask for. */
    public static final String RESOLVERS = "resolver";

    /** The source of a target that is the resolver of this system. */
    public static final String SYSTEM_RESOLVER = "this system";

    public static final List<Nettest> ALL = List.of(
            new TcpNettest(),
            new TlsNettest(),
            new MtprotoNettest(),
            new HttpNettest(),
            new TransferNettest(),
            new DnsNettest(),
            new QuicNettest());

    private Nettests() {}

    public static Optional<Nettest> byName(String name) {
        return ALL.stream().filter(test -> test.name().equals(name)).findFirst();
    }

    /**
     * The nettests in a list such as {@code tcp,tls}, each once, in that order.
     *
     * @throws IllegalArgumentException if one of them is unknown; the message names those that are known
     */
    public static List<Nettest> parse(String names) {
        List<Nettest> tests = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            Nettest test = byName(name.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no nettest '" + name.strip() + "'; this probe knows " + knownNames()));
            if (!tests.contains(test)) {
                tests.add(test);
            }
        }
        return List.copyOf(tests);
    }

    private static String knownNames() {
        return ALL.stream().map(Nettest::name).collect(Collectors.joining(", "));
    }
}
