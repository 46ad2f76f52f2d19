package org.cordon.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 answer, taken in piece by piece (RFC 9112). Keeps the head, at most 16 KB, and the first 32 KB of the body;
 * the rest is counted and let go.
 */
public final class HttpAnswer {
    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_BODY_KEPT = 32 * 1024;
    private static final int MAX_CHUNK_LINE = 256;

    private enum State {
        HEAD,
        COUNTED,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        UNTIL_CLOSE,
        COMPLETE
    }

    private final boolean bodyless;
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private State state = State.HEAD;
    private long remaining;
    private long bodyLength;
    private int status;

    /** @param bodyless whether the question was HEAD, whose answer has no body */
    public HttpAnswer(boolean bodyless) {
        this.bodyless = bodyless;
    }

    /** Takes what belongs to this answer; whatever follows it stays in {@code data}. */
    public void receive(ByteBuffer data) throws MalformedHttpException {
        while (data.hasRemaining() && state != State.COMPLETE) {
            switch (state) {
                case HEAD -> head((char) (data.get() & 0xff));
                case CHUNK_SIZE -> chunkSize((char) (data.get() & 0xff));
                case CHUNK_END -> chunkEnd((char) (data.get() & 0xff));
                case TRAILER -> trailer((char) (data.get() & 0xff));
                default -> body(data);
            }
        }
    }

    /** The other side has closed: whether the answer may end here. */
    public boolean endsHere() {
        return state == State.COMPLETE || state == State.UNTIL_CLOSE;
    }

    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    private void head(char c) throws MalformedHttpException {
        head.append(c);
        if (head.length() == 5 && !"HTTP/".contentEquals(head)) {
            throw new MalformedHttpException("it does not begin with HTTP/");
        }
        if (head.length() > MAX_HEAD) {
            throw new MalformedHttpException("its head does not end");
        }
        if (c == '\n' && (ends("\r\n\r\n") || ends("\n\n"))) {
            headDone();
        }
    }

    private boolean ends(String end) {
        return head.length() >= end.length() && head.indexOf(end, head.length() - end.length()) >= 0;
    }

    private void headDone() throws MalformedHttpException {
        String first = head.substring(0, head.indexOf("\n"));
        if (!first.matches("HTTP/[0-9.]{1,5} [1-9][0-9]{2}( .*|)\r?")) {
            throw new MalformedHttpException("its first line has no status");
        }
        int space = first.indexOf(' ');
        status = Integer.parseInt(first.substring(space + 1, space + 4));
        if (status >= 100 && status < 200 && status != 101) {
            head.setLength(0);
            return;
        }
        String length = header("content-length");
        String coding = header("transfer-encoding");
        if (bodyless || status == 101 || status == 204 || status == 304) {
            state = State.COMPLETE;
        } else if (coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
            state = State.CHUNK_SIZE;
        } else if (length == null) {
            state = State.UNTIL_CLOSE;
        } else {
            if (!length.matches("[0-9]{1,15}")) {
                throw new MalformedHttpException("its length is no number");
            }
            remaining = Long.parseLong(length);
            state = remaining == 0 ? State.COMPLETE : State.COUNTED;
        }
    }

    private void chunkSize(char c) throws MalformedHttpException {
        if (c != '\n') {
            append(c);
            return;
        }
        String size = line.toString().replaceFirst(";.*", "").strip();
        line.setLength(0);
        if (!size.matches("[0-9a-fA-F]{1,12}")) {
            throw new MalformedHttpException("a chunk has no size");
        }
        remaining = Long.parseLong(size, 16);
        state = remaining == 0 ? State.TRAILER : State.CHUNK;
    }

    private void chunkEnd(char c) throws MalformedHttpException {
        if (c == '\n') {
            state = State.CHUNK_SIZE;
        } else if (c != '\r') {
            throw new MalformedHttpException("a chunk does not end where it should");
        }
    }

    private void trailer(char c) throws MalformedHttpException {
        if (c != '\n') {
            append(c);
            return;
        }
        if (line.toString().isBlank()) {
            state = State.COMPLETE;
        }
        line.setLength(0);
    }

    private void append(char c) throws MalformedHttpException {
        line.append(c);
        if (line.length() > MAX_CHUNK_LINE) {
            throw new MalformedHttpException("a line between chunks does not end");
        }
    }

    private void body(ByteBuffer data) {
        int count = state == State.UNTIL_CLOSE ? data.remaining() : (int) Math.min(data.remaining(), remaining);
        byte[] bytes = new byte[count];
        data.get(bytes);
        body.write(bytes, 0, Math.min(count, MAX_BODY_KEPT - body.size()));
        bodyLength += count;
        if (state != State.UNTIL_CLOSE) {
            remaining -= count;
            if (remaining == 0) {
                state = state == State.CHUNK ? State.CHUNK_END : State.COMPLETE;
            }
        }
    }

    /** The value of the first header of that name, in lower case, or null. */
    public @Nullable String header(String name) {
        for (String field : head.toString().split("\n", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0
                    && field.substring(0, colon)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(name)) {
                return field.substring(colon + 1).strip();
            }
        }
        return null;
    }

    /** 100–999; 0 before the head is there. */
    public int status() {
        return status;
    }

    public long bodyLength() {
        return bodyLength;
    }

    /** Whether as much of the body is here as is kept at all. */
    public boolean isFull() {
        return body.size() >= MAX_BODY_KEPT;
    }

    /** The kept part of the body. */
    public byte[] body() {
        return body.toByteArray();
    }

    /** Head and the kept part of the body, byte for byte as characters. */
    public String text() {
        return head + body.toString(ISO_8859_1);
    }
}
