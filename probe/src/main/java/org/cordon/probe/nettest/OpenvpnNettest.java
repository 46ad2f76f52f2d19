package org.cordon.probe.nettest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.openvpn.HardReset;
import org.cordon.probe.proxies.Access;
import org.cordon.probe.proxies.OpenvpnCarrier;

/**
 * Whether an OpenVPN server answers the first packet of a client, over UDP or TCP. Over UDP it is sent thrice, each from a
 * port of its own, because a single datagram is easily lost.
 */
final class OpenvpnNettest implements ProxyNettest {
    private static final Operation HANDSHAKE = new Operation("openvpn_handshake");
    private static final int TRIES = 3;

    private final OpenvpnCarrier carrier;

    OpenvpnNettest() {
        this(OpenvpnCarrier.TCP);
    }

    private OpenvpnNettest(OpenvpnCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public OpenvpnNettest with(Access access) {
        return new OpenvpnNettest((OpenvpnCarrier) access);
    }

    @Override
    public String name() {
        return "openvpn";
    }

    @Override
    public String whatItSends() {
        return "sends each OpenVPN server of your list the first packet of a client (14 bytes), thrice over UDP or"
                + " once over TCP, and goes no further; no key is involved";
    }

    @Override
    public Transport transport(Target target) {
        return carrier == OpenvpnCarrier.UDP ? Transport.UDP : Transport.TCP;
    }

    @Override
    public List<Variant> variants(Target target) {
        if (carrier == OpenvpnCarrier.TCP) {
            return List.of(Variant.only(target));
        }
        List<Variant> variants = new ArrayList<>();
        for (int number = 1; number <= TRIES; number++) {
            variants.add(new Variant(null, null, number));
        }
        return variants;
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new Reset(carrier);
    }

    private static final class Reset implements Conversation {
        /** A packet and its length. */
        private static final int LONGEST = 1_502;

        private final OpenvpnCarrier carrier;
        private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
        private HardReset reset = new HardReset(new byte[HardReset.SESSION]);

        Reset(OpenvpnCarrier carrier) {
            this.carrier = carrier;
        }

        @Override
        public Step connected(Line line) throws IOException {
            byte[] session = new byte[HardReset.SESSION];
            line.random().nextBytes(session);
            reset = new HardReset(session);
            line.send(carrier == OpenvpnCarrier.UDP ? reset.datagram() : reset.framed());
            return Step.WAIT;
        }

        @Override
        public Step received(ByteBuffer data, Line line) {
            HardReset.Answer answer = carrier == OpenvpnCarrier.UDP ? reset.read(data) : reset.readFramed(all(data));
            return switch (answer) {
                case ACKNOWLEDGED -> {
                    line.stage(HANDSHAKE.name());
                    yield Step.DONE;
                }
                case OTHER_SESSION -> Step.failed(Failure.unknown("the OpenVPN server answers somebody else"));
                case FOREIGN -> Step.failed(Failure.unknown("the answer is not OpenVPN"));
                case INCOMPLETE -> Step.WAIT;
            };
        }

        private ByteBuffer all(ByteBuffer data) {
            byte[] chunk = new byte[Math.min(data.remaining(), LONGEST - unread.size())];
            data.get(chunk);
            unread.writeBytes(chunk);
            return ByteBuffer.wrap(unread.toByteArray());
        }

        @Override
        public Operation operation() {
            return HANDSHAKE;
        }

        @Override
        public Map<String, Object> detail() {
            return Map.of("transport", carrier.name().toLowerCase(Locale.ROOT));
        }
    }
}
