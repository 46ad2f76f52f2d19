package org.cordon.probe.privacy;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.probe.dns.SystemResolver;
import org.jspecify.annotations.Nullable;

/**
 * What could point at this machine or its owner: addresses of its interfaces and of the networks that they stand in, the
 * resolvers of its provider, the names of machine, user and home folder, the addresses of its network cards. All of it is
 * compared with what observations say, and none of it leaves.
 */
public final class OwnTraces {
    /** A network wider than this is no home's: a server in a cloud may see a whole /8 as its link. */
    private static final int WIDEST_LINK_V4 = 16;

    private static final int WIDEST_LINK_V6 = 48;
    private static final int RESOLVER_V4 = 24;
    private static final int RESOLVER_V6 = 48;
    private static final int SHORTEST_WORD = 3;
    /** Names that half the world's machines bear: they point at nobody, and taking them out would spoil texts. */
    private static final Set<String> COMMON =
            Set.of("root", "user", "admin", "administrator", "probe", "home", "localhost", "debian", "ubuntu", "host");

    private final Set<Address> addresses;
    private final List<Prefix> links;
    private final List<Address> resolvers;
    private final Set<String> words;

    /**
     * @param addresses of this machine's interfaces
     * @param links networks that those stand in
     * @param resolvers that this system asks, its provider's or its router's
     * @param names of machine, user, home folder and network cards
     */
    OwnTraces(
            Collection<Address> addresses,
            Collection<Prefix> links,
            Collection<Address> resolvers,
            Collection<String> names) {
        this.addresses = Set.copyOf(addresses);
        this.links = links.stream().filter(OwnTraces::isHome).distinct().toList();
        this.resolvers = resolvers.stream()
                .filter(address -> !PublicResolvers.isOne(address))
                .toList();
        Set<String> kept = new HashSet<>();
        for (String name : names) {
            String word = name.toLowerCase(Locale.ROOT);
            if (word.length() >= SHORTEST_WORD && !COMMON.contains(word)) {
                kept.add(word);
            }
        }
        this.words = Set.copyOf(kept);
    }

    /** As they are now; a laptop that has moved has others. */
    public static OwnTraces now() throws SocketException {
        Set<Address> addresses = new HashSet<>();
        Set<Prefix> links = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (NetworkInterface card : cards()) {
            for (InterfaceAddress one : card.getInterfaceAddresses()) {
                Address address = Address.of(one.getAddress());
                addresses.add(address);
                int length =
                        Math.min(one.getNetworkPrefixLength(), address.family().bits());
                links.add(new Prefix(address, Math.max(0, length)));
            }
            byte[] mac = card.getHardwareAddress();
            if (mac != null) {
                names.addAll(List.of(
                        HexFormat.ofDelimiter(":").formatHex(mac),
                        HexFormat.ofDelimiter("-").formatHex(mac),
                        HexFormat.of().formatHex(mac)));
            }
        }
        names.add(System.getProperty("user.name", ""));
        names.add(System.getProperty("user.home", ""));
        addHostName(names);
        return new OwnTraces(addresses, links, SystemResolver.addresses(), names);
    }

    private static List<NetworkInterface> cards() throws SocketException {
        try {
            return NetworkInterface.networkInterfaces().toList();
        } catch (SocketException e) {
            SocketException told = new SocketException(
                    "No network interface of this machine is up. Connect it; in a sandbox: ip link set lo up");
            told.initCause(e);
            throw told;
        }
    }

    /** Read and never resolved: a question for its own name would tell that name to the resolver. */
    private static void addHostName(Set<String> names) {
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            addHostName(System.getenv(variable), names);
        }
        try {
            addHostName(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), names);
        } catch (IOException e) {
            // not Linux: the environment has told it, or nobody does
        }
    }

    private static void addHostName(@Nullable String name, Set<String> names) {
        if (name != null) {
            names.add(name);
            names.add(name.contains(".") ? name.substring(0, name.indexOf('.')) : name);
        }
    }

    private static boolean isHome(Prefix link) {
        boolean v4 = link.network().family() == Family.IPV4;
        return link.length() >= (v4 ? WIDEST_LINK_V4 : WIDEST_LINK_V6);
    }

    /** Whether {@code address} is one of this machine's. */
    public boolean isAddress(Address address) {
        return addresses.contains(address);
    }

    /** Whether {@code address} is this machine's, or stands on the same link: its router, its neighbours. */
    public boolean isNear(Address address) {
        return isAddress(address) || links.stream().anyMatch(link -> link.contains(address));
    }

    /** Whether this system asks {@code address}, and it is not one that millions ask. */
    boolean isSystemResolver(Address address) {
        return resolvers.contains(address);
    }

    /** The same, or beside one of them, as a provider's second resolver is. */
    boolean isByResolver(Address address) {
        return resolvers.stream().anyMatch(resolver -> beside(resolver).contains(address));
    }

    private static Prefix beside(Address resolver) {
        return new Prefix(resolver, resolver.family() == Family.IPV4 ? RESOLVER_V4 : RESOLVER_V6);
    }

    Set<String> words() {
        return words;
    }
}
