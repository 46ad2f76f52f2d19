package org.cordon.analysis.observation;

import java.util.regex.Pattern;

/**
 * Why an attempt did not work, as an OONI failure string (df-007). The set is open: what has no name is
 * {@code unknown_failure: …}. Two different causes never share a string.
 *
 * @param text the failure string, 1–200 printable characters
 */
public record Failure(String text) {
    // first, because the constants below are checked with it
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");

    public static final Failure GENERIC_TIMEOUT_ERROR = new Failure("generic_timeout_error");
    public static final Failure CONNECTION_REFUSED = new Failure("connection_refused");
    public static final Failure CONNECTION_RESET = new Failure("connection_reset");
    public static final Failure CONNECTION_ABORTED = new Failure("connection_aborted");
    public static final Failure HOST_UNREACHABLE = new Failure("host_unreachable");
    public static final Failure NETWORK_UNREACHABLE = new Failure("network_unreachable");
    public static final Failure NETWORK_DOWN = new Failure("network_down");
    public static final Failure EOF_ERROR = new Failure("eof_error");
    public static final Failure CONNECTION_ALREADY_CLOSED = new Failure("connection_already_closed");
    public static final Failure INTERRUPTED = new Failure("interrupted");
    public static final Failure SSL_INVALID_HOSTNAME = new Failure("ssl_invalid_hostname");
    public static final Failure SSL_UNKNOWN_AUTHORITY = new Failure("ssl_unknown_authority");
    public static final Failure SSL_INVALID_CERTIFICATE = new Failure("ssl_invalid_certificate");
    public static final Failure SSL_FAILED_HANDSHAKE = new Failure("ssl_failed_handshake");
    public static final Failure DNS_NXDOMAIN_ERROR = new Failure("dns_nxdomain_error");
    public static final Failure DNS_SERVFAIL_ERROR = new Failure("dns_servfail_error");
    public static final Failure DNS_REFUSED_ERROR = new Failure("dns_refused_error");
    public static final Failure DNS_NO_ANSWER = new Failure("dns_no_answer");
    public static final Failure DNS_BOGON_ERROR = new Failure("dns_bogon_error");
    public static final Failure DNS_REPLY_WITH_WRONG_QUERY_ID = new Failure("dns_reply_with_wrong_query_id");

    /** Longest failure string that is kept; a longer one is cut by {@link #unknown}. */
    public static final int MAX_LENGTH = 200;

    private static final String UNKNOWN = "unknown_failure: ";

    public Failure {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a failure string has 1 to " + MAX_LENGTH + " characters");
        }
        if (UNPRINTABLE.matcher(text).find()) {
            throw new IllegalArgumentException("a failure string is printable ASCII");
        }
    }

    /** A failure without a name of its own; {@code what} may come from a hostile peer, so it is cleaned and cut. */
    public static Failure unknown(String what) {
        String clean = UNPRINTABLE.matcher(what).replaceAll(" ").strip();
        int room = MAX_LENGTH - UNKNOWN.length();
        return new Failure(UNKNOWN + (clean.length() > room ? clean.substring(0, room) : clean));
    }

    /** Whether nothing came back in time; {@code timed_out} is what old OONI data calls the kernel's ETIMEDOUT. */
    public boolean isTimeout() {
        return text.equals("generic_timeout_error") || text.equals("timed_out");
    }

    @Override
    public String toString() {
        return text;
    }
}
