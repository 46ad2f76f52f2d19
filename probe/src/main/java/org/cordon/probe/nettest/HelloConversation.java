package org.cordon.probe.nettest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.probe.tls.BrowserHello;

/**
 * A browser's ClientHello, and whether a ServerHello comes back. The keys in it are noise, so nothing can follow; what a
 * middlebox does to a hello it has done by then.
 */
final class HelloConversation implements Conversation {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int ENOUGH = 7;

    private final String host;
    private final Map<String, Object> detail = new LinkedHashMap<>();
    private final ByteBuffer begin = ByteBuffer.allocate(ENOUGH);

    HelloConversation(String host) {
        this.host = host;
        detail.put("client_hello", "browser");
    }

    @Override
    public Step connected(Line line) throws IOException {
        line.send(ByteBuffer.wrap(BrowserHello.record(host, line.random())));
        return Step.WAIT;
    }

    @Override
    public Step received(ByteBuffer data, Line line) {
        detail.put("bytes_received", line.bytesReceived());
        while (data.hasRemaining() && begin.hasRemaining()) {
            begin.put(data.get());
        }
        int type = begin.get(0);
        boolean tls = (type == ALERT || type == HANDSHAKE) && (begin.position() < 2 || begin.get(1) == 3);
        if (!tls) {
            return Step.failed(Failure.unknown("the answer is not TLS"));
        }
        if (begin.hasRemaining()) {
            return Step.WAIT;
        }
        return type == ALERT ? refused(begin.get(6) & 0xff) : hello(begin.get(5), line);
    }

    private Step refused(int alert) {
        detail.put("tls_alert", "number " + alert);
        return Step.failed(Failure.SSL_FAILED_HANDSHAKE);
    }

    private static Step hello(int message, Line line) {
        if (message != SERVER_HELLO) {
            return Step.failed(Failure.unknown("broken TLS: no ServerHello comes first"));
        }
        line.stage("server_hello");
        return Step.DONE;
    }

    @Override
    public Operation operation() {
        return Operation.TLS_HANDSHAKE;
    }

    @Override
    public Map<String, Object> detail() {
        return detail;
    }
}
