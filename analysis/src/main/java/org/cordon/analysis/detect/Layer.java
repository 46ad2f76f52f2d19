package org.cordon.analysis.detect;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * At which stage an attempt is decided. Each stage is judged for itself: a name that is filtered says nothing of the address,
 * which was reached.
 */
enum Layer {
    /** Whether a connection comes about. */
    CONNECT(null),
    TLS(Mechanism.SNI),
    HTTP(Mechanism.HTTP_BLOCKPAGE),
    DNS(Mechanism.DNS),
    QUIC(Mechanism.QUIC),
    TRANSFER(Mechanism.TRANSFER_FREEZE),
    /** Proxies, VPNs and whatever else speaks a protocol of its own. */
    PROTOCOL(Mechanism.PROTOCOL),
    /** How fast what is reached answers. */
    SPEED(Mechanism.THROTTLE),
    /** MTProto in the clear, which can be recognised where the obfuscated one passes. */
    FRAMING(Mechanism.PROTOCOL);

    private static final Set<String> IN_THE_CLEAR = Set.of("abridged", "intermediate");

    private static final Map<String, Layer> BY_TEST = Map.ofEntries(
            Map.entry("tcp", CONNECT),
            Map.entry("tls", TLS),
            Map.entry("http", HTTP),
            Map.entry("dns", DNS),
            Map.entry("quic", QUIC),
            Map.entry("transfer", TRANSFER),
            Map.entry("mtproto", PROTOCOL),
            Map.entry("socks5", PROTOCOL),
            Map.entry("mtproxy", PROTOCOL),
            Map.entry("openvpn", PROTOCOL),
            Map.entry("ikev2", PROTOCOL),
            Map.entry("wireguard", PROTOCOL));

    private final @Nullable Mechanism mechanism;

    Layer(@Nullable Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /** By what means a block works that is seen at this stage only; null where the kind of failure tells. */
    @Nullable
    Mechanism mechanism() {
        return mechanism;
    }

    static Layer numbered(int ordinal) throws IOException {
        if (ordinal < 0 || ordinal >= values().length) {
            throw new IOException("no such layer: " + ordinal);
        }
        return values()[ordinal];
    }

    /** Whether the test is one whose outcomes mean something here; the format's set is open, so others may come. */
    static boolean knows(String test) {
        return BY_TEST.containsKey(test);
    }

    /** The stage that the test of {@code o} is about, beyond the connection. */
    static Layer of(Observation o) {
        if (o.test().equals("mtproto")
                && o.pair() != null
                && IN_THE_CLEAR.contains(o.pair().arm())) {
            return FRAMING;
        }
        return BY_TEST.getOrDefault(o.test(), PROTOCOL);
    }

    /** Whether the attempt got past the connection: then the address can be reached, whatever came after. */
    static boolean connected(Observation o) {
        Operation operation = o.operation();
        return o.failure() == null
                || (operation != null && !operation.equals(Operation.CONNECT) && !operation.equals(Operation.RESOLVE));
    }
}
