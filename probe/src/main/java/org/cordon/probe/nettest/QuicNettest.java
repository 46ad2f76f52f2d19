package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.quic.VersionNegotiation;

/**
 * Whether a QUIC server answers over UDP. The question is an Initial of a version that does not exist, which every server
 * must answer with the versions that it knows (RFC 9000 §6): no key and no name is needed. Asked thrice, because a single
 * datagram is easily lost.
 */
final class QuicNettest implements Nettest {
    private static final int TRIES = 3;

    @Override
    public String name() {
        return "quic";
    }

    @Override
    public String whatItSends() {
        return "sends one UDP packet of 1,200 bytes that begins a QUIC connection in a version that does not exist, three"
                + " times; the answer lists the versions that do";
    }

    @Override
    public Transport transport(Target target) {
        return Transport.UDP;
    }

    @Override
    public boolean suits(Target target) {
        return target.port() == 443;
    }

    @Override
    public List<Variant> variants(Target target) {
        List<Variant> variants = new ArrayList<>();
        for (int number = 1; number <= TRIES; number++) {
            variants.add(new Variant(null, target.host(), number));
        }
        return variants;
    }

    @Override
    public Conversation converse(Target target, Variant variant) {
        return new Question();
    }

    private static final class Question implements Conversation {
        private final Map<String, Object> detail = new LinkedHashMap<>();
        private VersionNegotiation question = VersionNegotiation.begin(new byte[8], new byte[8]);

        @Override
        public Step connected(Line line) throws IOException {
            byte[] destination = new byte[8];
            byte[] source = new byte[8];
            line.random().nextBytes(destination);
            line.random().nextBytes(source);
            question = VersionNegotiation.begin(destination, source);
            line.send(question.packet());
            return Step.WAIT;
        }

        @Override
        public Step received(ByteBuffer data, Line line) {
            detail.put("bytes_received", line.bytesReceived());
            List<String> versions = question.versions(data);
            if (versions.isEmpty()) {
                return Step.failed(Failure.unknown("the answer is no version negotiation"));
            }
            detail.put("quic_versions", versions);
            line.stage("quic_handshake");
            return Step.DONE;
        }

        @Override
        public Operation operation() {
            return Operation.QUIC_HANDSHAKE;
        }

        @Override
        public Map<String, Object> detail() {
            return detail;
        }
    }
}
