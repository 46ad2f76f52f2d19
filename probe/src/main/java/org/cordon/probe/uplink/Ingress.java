package org.cordon.probe.uplink;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way in to a collector's gateway: {@code https://host[:port][=address]}. The name is what TLS asks for and checks; the
 * address, where it is given, is where the connection goes, so that forged DNS answers do no harm.
 */
public record Ingress(String host, int port, @Nullable InetAddress address) {
    private static final Pattern FORM = Pattern.compile("(https://[^=]+)(?:=([0-9A-Fa-f:.]+))?");
    private static final int HTTPS = 443;

    /**
     * Reads ingress addresses separated by commas.
     *
     * @throws IllegalArgumentException if one cannot be read; says which and why
     */
    public static List<Ingress> parse(String text) {
        List<Ingress> all = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            all.add(one(one.strip()));
        }
        return List.copyOf(all);
    }

    private static Ingress one(String text) {
        Matcher matcher = FORM.matcher(text);
        URI uri = matcher.matches() ? URI.create(matcher.group(1)) : URI.create("");
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || !uri.getPath().matches("/?") || uri.getQuery() != null) {
            throw new IllegalArgumentException("'" + text + "' is not https://host[:port][=address]");
        }
        return new Ingress(host, uri.getPort() < 0 ? HTTPS : uri.getPort(), address(matcher.group(2)));
    }

    private static @Nullable InetAddress address(@Nullable String literal) {
        try {
            // only digits, dots and colons get here, so that nothing is ever looked up
            return literal == null ? null : InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + literal + "' is no address", e);
        }
    }

    /** Where to connect to; looked up now if no address was given. */
    InetSocketAddress resolved() throws UnknownHostException {
        return new InetSocketAddress(address == null ? InetAddress.getByName(host) : address, port);
    }

    /** What a proxy is asked to connect to: the address if there is one, else the name, which the proxy looks up. */
    String forProxy() {
        return address == null ? host : address.getHostAddress();
    }

    @Override
    public String toString() {
        return port == HTTPS ? host : host + ":" + port;
    }
}
