package org.cordon.probe.nettest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.cordon.analysis.targets.Target;

/** What is asked of a web server: the start page, in the words of a common browser, with nothing that identifies anybody. */
final class HttpRequests {
    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private HttpRequests() {}

    /** @param more further header lines, each with its end */
    static ByteBuffer request(String method, Target target, String more) {
        return ByteBuffer.wrap((method + " / HTTP/1.1\r\nHost: " + host(target) + "\r\nUser-Agent: " + BROWSER
                        + "\r\nAccept: */*\r\n" + more + "\r\n")
                .getBytes(US_ASCII));
    }

    private static String host(Target target) {
        if (target.host() != null) {
            return target.host();
        }
        String ip = target.ip().toString();
        return ip.contains(":") ? "[" + ip + "]" : ip;
    }
}
