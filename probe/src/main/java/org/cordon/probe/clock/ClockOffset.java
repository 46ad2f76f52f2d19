package org.cordon.probe.clock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.ntp.NTPUDPClient;
import org.apache.commons.net.ntp.NtpV3Packet;
import org.apache.commons.net.ntp.TimeInfo;
import org.cordon.probe.sandbox.SandboxGuard;

/**
 * Asks several NTP servers (RFC 5905, as a client of SNTP) and takes the middle one of what they say, so that a single server
 * that lies, or a censor who answers in its place, moves nothing.
 */
public final class ClockOffset {
    /** Beyond this a person is told. */
    public static final Duration WORTH_TELLING = Duration.ofMinutes(1);

    private static final int MOST_SERVERS = 5;
    private static final int HIGHEST_STRATUM = 15;

    private final SandboxGuard guard;
    private final Duration patience;

    /** @param patience how long one server may take */
    public ClockOffset(SandboxGuard guard, Duration patience) {
        this.guard = guard;
        this.patience = patience;
    }

    /**
     * What must be added to this machine's clock to have the right time; empty where fewer than half of the servers answer.
     *
     * @param servers addresses and ports; the first five are asked
     */
    public Optional<Duration> measure(List<InetSocketAddress> servers) {
        List<Long> offsets = new ArrayList<>();
        List<InetSocketAddress> asked = servers.subList(0, Math.min(MOST_SERVERS, servers.size()));
        for (InetSocketAddress server : asked) {
            try {
                ask(server).ifPresent(offsets::add);
            } catch (IOException silent) {
                // one server less; half of them must answer
            }
        }
        if (offsets.isEmpty() || offsets.size() * 2 < asked.size()) {
            return Optional.empty();
        }
        offsets.sort(null);
        return Optional.of(Duration.ofMillis(offsets.get(offsets.size() / 2)));
    }

    private Optional<Long> ask(InetSocketAddress server) throws IOException {
        InetAddress address = server.getAddress();
        if (address == null) {
            return Optional.empty();
        }
        guard.require(address);
        try (NTPUDPClient client = new NTPUDPClient()) {
            client.setDefaultTimeout(patience);
            long before = System.currentTimeMillis();
            TimeInfo info = client.getTime(address, server.getPort());
            info.computeDetails();
            // an answer repeats the time of the question; one that does not is to nobody's question
            long asked = info.getMessage().getOriginateTimeStamp().getTime();
            boolean ours = asked >= before - 1 && asked <= info.getReturnTime();
            return ours && believable(info.getMessage()) ? Optional.ofNullable(info.getOffset()) : Optional.empty();
        }
    }

    /** A server that knows the time itself; "kiss of death" and unsynchronised ones say stratum 0 or 16. */
    private static boolean believable(NtpV3Packet packet) {
        return packet.getMode() == NtpV3Packet.MODE_SERVER
                && packet.getLeapIndicator() != 3
                && packet.getStratum() >= 1
                && packet.getStratum() <= HIGHEST_STRATUM
                && packet.getTransmitTimeStamp().ntpValue() != 0;
    }
}
