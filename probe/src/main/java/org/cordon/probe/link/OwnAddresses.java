package org.cordon.probe.link;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cordon.analysis.prefix.Address;

/** The addresses of this machine. They are compared with targets and never leave it. */
public final class OwnAddresses implements Predicate<Address> {
    private final Set<Address> addresses;

    private OwnAddresses(Set<Address> addresses) {
        this.addresses = addresses;
    }

    /** The addresses of every interface, as they are now. */
    public static OwnAddresses now() throws SocketException {
        return new OwnAddresses(NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getAddress)
                .map(Address::ofBytes)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean test(Address address) {
        return addresses.contains(address);
    }
}
