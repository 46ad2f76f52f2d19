package org.cordon.probe.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.prefix.Address;
import org.xbill.DNS.ResolverConfig;

/** The resolver that this machine's programs ask. */
public final class SystemResolver {
    private SystemResolver() {}

    /** Its address; empty where the system names none. */
    public static Optional<Address> address() {
        return addresses().stream().findFirst();
    }

    /** All that the system names, the first one first. */
    public static List<Address> addresses() {
        return ResolverConfig.getCurrentConfig().servers().stream()
                .map(InetSocketAddress::getAddress)
                .filter(address -> address != null)
                .map(Address::of)
                .toList();
    }
}
