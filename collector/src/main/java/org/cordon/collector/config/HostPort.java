package org.cordon.collector.config;

/**
 * An address or host name, and a port.
 *
 * @param host without the brackets of an IPv6 literal
 * @param port 0–65535; 0: any that is free
 */
public record HostPort(String host, int port) {

    /** @throws IllegalArgumentException if it is not "host:port" or "[v6]:port" */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("is not ADDRESS:PORT");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > 65_535) {
            throw new IllegalArgumentException("has a port above 65535");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("needs brackets around an IPv6 address");
        }
        return new HostPort(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
