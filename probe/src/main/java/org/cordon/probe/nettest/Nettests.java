package org.cordon.probe.nettest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cordon.probe.proxies.Access;

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
            new QuicNettest(),
            new Socks5Nettest(),
            new MtproxyNettest(),
            new OpenvpnNettest());

    private Nettests() {}

    public static Optional<Nettest> byName(String name) {
        return ALL.stream().filter(test -> test.name().equals(name)).findFirst();
    }

    /** The nettest for a proxy, with what its users know. */
    public static ProxyNettest forProxy(Access access) {
        return ALL.stream()
                .filter(test -> test.name().equals(access.test()))
                .map(ProxyNettest.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no nettest " + access.test()))
                .with(access);
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
