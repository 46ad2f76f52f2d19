package org.cordon.probe.nettest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.prefix.Address;
import org.cordon.probe.proxies.Socks5Login;

/** Greeting, login where one is asked for, request to connect: each a short answer of bounded length. */
final class Socks5Conversation implements Conversation {
    private static final byte VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    /** The longest answer: a name of 255 characters as the address from which the proxy connects. */
    private static final int LONGEST = 4 + 1 + 255 + 2;

    private static final String[] REPLIES = {
        "succeeded",
        "general failure",
        "not allowed by its rules",
        "network unreachable",
        "host unreachable",
        "connection refused",
        "TTL expired",
        "command not supported",
        "address type not supported"
    };

    private enum Stage {
        GREETING,
        LOGIN,
        REQUEST
    }

    private final Socks5Login login;
    private final Address destination;
    private final int port;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST);
    private final Map<String, Object> detail = new LinkedHashMap<>();
    private Stage stage = Stage.GREETING;

    Socks5Conversation(Socks5Login login, Address destination, int port) {
        this.login = login;
        this.destination = destination;
        this.port = port;
    }

    @Override
    public Step connected(Line line) throws IOException {
        line.send(ByteBuffer.wrap(
                login.user() == null ? new byte[] {VERSION, 1, NO_LOGIN} : new byte[] {VERSION, 2, NO_LOGIN, LOGIN}));
        return Step.WAIT;
    }

    @Override
    public Step received(ByteBuffer data, Line line) throws IOException {
        detail.put("bytes_received", line.bytesReceived());
        answer.put(data.slice(data.position(), Math.min(data.remaining(), answer.remaining())));
        return switch (stage) {
            case GREETING -> answer.position() < 2 ? Step.WAIT : greeted(line);
            case LOGIN -> answer.position() < 2 ? Step.WAIT : loggedIn(line);
            case REQUEST -> answer.position() < 2 ? Step.WAIT : answered(line);
        };
    }

    private Step greeted(Line line) throws IOException {
        int method = answer.get(1) & 0xff;
        if (answer.get(0) != VERSION) {
            return Step.failed(Failure.unknown("the answer is not SOCKS5"));
        }
        line.stage("socks5_greeting");
        detail.put("socks5_method", method);
        answer.clear();
        if (method == NO_LOGIN) {
            return request(line);
        }
        if (method != LOGIN || login.user() == null) {
            return Step.failed(Failure.unknown("the SOCKS5 proxy accepts no login that the list has for it"));
        }
        stage = Stage.LOGIN;
        line.send(loginMessage());
        return Step.WAIT;
    }

    private ByteBuffer loginMessage() {
        byte[] user = String.valueOf(login.user()).getBytes(UTF_8);
        byte[] password = String.valueOf(login.password()).getBytes(UTF_8);
        return ByteBuffer.allocate(3 + user.length + password.length)
                .put((byte) 1)
                .put((byte) user.length)
                .put(user)
                .put((byte) password.length)
                .put(password)
                .flip();
    }

    private Step loggedIn(Line line) throws IOException {
        if (answer.get(1) != 0) {
            return Step.failed(Failure.unknown("the SOCKS5 proxy refuses user and password"));
        }
        line.stage("socks5_login");
        answer.clear();
        return request(line);
    }

    private Step request(Line line) throws IOException {
        byte[] address = destination.toInetAddress().getAddress();
        stage = Stage.REQUEST;
        line.send(ByteBuffer.allocate(4 + address.length + 2)
                .put(new byte[] {VERSION, 1, 0, (byte) (address.length == 4 ? 1 : 4)})
                .put(address)
                .putShort((short) port)
                .flip());
        return Step.WAIT;
    }

    private Step answered(Line line) {
        if (answer.get(0) != VERSION) {
            return Step.failed(Failure.unknown("the answer is not SOCKS5"));
        }
        int reply = answer.get(1) & 0xff;
        detail.put("socks5_reply", reply);
        if (reply != 0) {
            String meaning = reply < REPLIES.length ? REPLIES[reply] : "no known reason";
            return Step.failed(Failure.unknown("SOCKS5 reply " + reply + ": " + meaning));
        }
        if (!isWhole()) {
            return Step.WAIT;
        }
        line.stage("socks5_request");
        return Step.DONE;
    }

    /** Whether the address from which the proxy connects has come too; nobody reads it. */
    private boolean isWhole() {
        if (answer.position() < 5) {
            return false;
        }
        int length = switch (answer.get(3)) {
            case 1 -> 4;
            case 4 -> 16;
            default -> 1 + (answer.get(4) & 0xff);
        };
        return answer.position() >= 4 + length + 2;
    }

    @Override
    public Operation operation() {
        return Operation.SOCKS5_HANDSHAKE;
    }

    @Override
    public Map<String, Object> detail() {
        return detail;
    }
}
