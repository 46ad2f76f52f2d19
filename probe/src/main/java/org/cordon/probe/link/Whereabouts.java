package org.cordon.probe.link;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;

/**
 * Notices that this machine has moved to another network, or has slept and may have woken up in one. The network is known by the
 * interface and the own address that lead to the targets: a VPN that goes up is another network too. Of an IPv6 address
 * only its /64 counts, because hosts change the rest of it daily. Nothing is sent, and none of it leaves.
 */
public final class Whereabouts {
    private static final Duration SLEEP = Duration.ofSeconds(30);
    private static final int LINK_V6 = 64;

    private final Supplier<String> look;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final String first;
    private String settled;
    private long wallMillis;
    private long monotonicNanos;
    private boolean slept;

    /**
     * @param look tells where the machine is, in a word for each place; empty where no network leads to the targets
     * @param nanos a clock that stands still while the machine sleeps
     */
    Whereabouts(Supplier<String> look, InstantSource clock, LongSupplier nanos) {
        this.look = look;
        this.clock = clock;
        this.nanos = nanos;
        this.first = look.get();
        this.settled = first;
        this.wallMillis = clock.millis();
        this.monotonicNanos = nanos.getAsLong();
    }

    /** As seen on the way to {@code targets}: to the first of each address family. */
    public static Whereabouts onTheWayTo(List<Address> targets, InstantSource clock) {
        List<Address> one = Stream.of(Family.values())
                .flatMap(family -> targets.stream()
                        .filter(target -> target.family() == family)
                        .limit(1))
                .toList();
        return new Whereabouts(
                () -> one.stream().map(Whereabouts::wayTo).collect(Collectors.joining()), clock, System::nanoTime);
    }

    /** Connecting a UDP socket chooses a route and sends no packet. */
    private static String wayTo(Address target) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(target.toInetAddress(), 9));
            InetAddress own = socket.getLocalAddress();
            NetworkInterface card = NetworkInterface.getByInetAddress(own);
            Address address = Address.of(own);
            String place =
                    address.family() == Family.IPV4 ? address.toString() : new Prefix(address, LINK_V6).toString();
            return own.isAnyLocalAddress() ? "" : (card == null ? "" : card.getName()) + " " + place + ";";
        } catch (IOException | java.io.UncheckedIOException e) {
            // no route: no network
            return "";
        }
    }

    /** Whether the machine has moved or slept since the last {@link #settle}. */
    public boolean moved() {
        long wall = clock.millis();
        long monotonic = nanos.getAsLong();
        long missing = (wall - wallMillis) - (monotonic - monotonicNanos) / 1_000_000;
        slept |= missing > SLEEP.toMillis();
        wallMillis = wall;
        monotonicNanos = monotonic;
        return slept || !look.get().equals(settled);
    }

    /** From now on, this is where the machine is. */
    public void settle() {
        boolean ignored = moved();
        slept = false;
        settled = look.get();
    }

    /** Whether a network leads to the targets at all. */
    public boolean isConnected() {
        return !look.get().isEmpty();
    }

    /** Whether the machine was in the network in which the program began when it settled last. */
    public boolean isWhereItBegan() {
        return settled.equals(first);
    }
}
