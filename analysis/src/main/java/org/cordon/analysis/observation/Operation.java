package org.cordon.analysis.observation;

/**
 * The stage at which an attempt failed, in OONI's words. The set is open.
 *
 * @param name 1–40 characters of [a-z0-9_]
 */
public record Operation(String name) {
    public static final Operation RESOLVE = new Operation("resolve");
    public static final Operation CONNECT = new Operation("connect");
    public static final Operation TLS_HANDSHAKE = new Operation("tls_handshake");
    public static final Operation HTTP_ROUND_TRIP = new Operation("http_round_trip");
    public static final Operation QUIC_HANDSHAKE = new Operation("quic_handshake");
    public static final Operation MTPROTO_HANDSHAKE = new Operation("mtproto_handshake");
    public static final Operation SOCKS5_HANDSHAKE = new Operation("socks5_handshake");
    public static final Operation READ = new Operation("read");
    public static final Operation WRITE = new Operation("write");

    public Operation {
        if (name.isEmpty() || name.length() > 40 || !name.chars().allMatch(Operation::isPlain)) {
            throw new IllegalArgumentException("an operation has 1 to 40 characters of a-z, 0-9 and _");
        }
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    @Override
    public String toString() {
        return name;
    }
}
