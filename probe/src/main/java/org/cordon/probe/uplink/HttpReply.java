package org.cordon.probe.uplink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 answer, as far as an uplink needs it.
 *
 * @param retryAfterSeconds what the server asks to wait, 0 where it says nothing
 */
record HttpReply(int status, long retryAfterSeconds) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})\\b.*");
    private static final Pattern RETRY =
            Pattern.compile("^retry-after: *([0-9]{1,6}) *$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** Reads up to the empty line, byte by byte, so that nothing behind it is taken. */
    static HttpReply read(InputStream in, int longest) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the answer ends early");
            }
            if (head.size() >= longest) {
                throw new IOException("the answer's head does not end");
            }
            head.write(next);
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        return parse(head.toString(ISO_8859_1).replace("\r", ""));
    }

    private static HttpReply parse(String head) throws IOException {
        Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw new IOException("the answer is not HTTP");
        }
        Matcher retry = RETRY.matcher(head);
        return new HttpReply(Integer.parseInt(status.group(1)), retry.find() ? Long.parseLong(retry.group(1)) : 0);
    }
}
