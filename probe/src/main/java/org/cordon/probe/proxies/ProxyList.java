package org.cordon.probe.proxies;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.targets.SpecialPurpose;
import org.cordon.analysis.targets.Target;
import org.cordon.analysis.targets.TargetList.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Proxies and VPN servers, one a line: {@code socks5://[USER:PASSWORD@]ADDRESS:PORT},
 * {@code tg://proxy?server=ADDRESS&port=PORT&secret=SECRET} (or {@code https://t.me/proxy?…}), as people pass them on, and
 * {@code openvpn+udp://ADDRESS:PORT} or {@code openvpn+tcp://…}. Lines that start with {@code #} are comments.
 *
 * <p>A name in place of an address is refused: whoever resolves it tells his provider what he is looking for. No refusal
 * repeats its line, which may hold a password.
 */
public record ProxyList(List<Proxy> proxies, List<Refusal> refusals) {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_LINE_LENGTH = 1_000;

    /**
     * Reads a list to its end.
     *
     * @param own tells this machine's own addresses, which are refused like private ones
     */
    public static ProxyList read(Reader reader, Predicate<Address> own) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        List<Proxy> proxies = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (++number > MAX_LINES) {
                refusals.add(
                        new Refusal(number, "the list is longer than " + MAX_LINES + " lines; the rest was not read"));
                break;
            }
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                Proxy proxy = parse(text, own);
                if (!seen.add(proxy.access().test() + " " + proxy.target() + text)) {
                    throw new IllegalArgumentException("this proxy is in the list twice");
                }
                proxies.add(proxy);
            } catch (IllegalArgumentException e) {
                refusals.add(new Refusal(number, String.valueOf(e.getMessage())));
            }
        }
        return new ProxyList(List.copyOf(proxies), List.copyOf(refusals));
    }

    private static Proxy parse(String text, Predicate<Address> own) {
        if (text.length() > MAX_LINE_LENGTH) {
            throw new IllegalArgumentException("line is longer than " + MAX_LINE_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // its message quotes what it cannot read
            throw new IllegalArgumentException("not a URL");
        }
        String scheme = String.valueOf(uri.getScheme());
        return switch (scheme) {
            case "socks5" -> proxy(uri.getHost(), uri.getPort(), login(uri.getUserInfo()), own);
            case "openvpn+udp" -> proxy(uri.getHost(), uri.getPort(), OpenvpnCarrier.UDP, own);
            case "openvpn+tcp" -> proxy(uri.getHost(), uri.getPort(), OpenvpnCarrier.TCP, own);
            case "tg", "https" -> link(uri, own);
            default ->
                throw new IllegalArgumentException(
                        "a line begins with socks5://, tg://proxy?, https://t.me/proxy?, openvpn+udp:// or"
                                + " openvpn+tcp://");
        };
    }

    private static Socks5Login login(@Nullable String userInfo) {
        int colon = userInfo == null ? -1 : userInfo.indexOf(':');
        return userInfo == null
                ? new Socks5Login(null, null)
                : colon < 0
                        ? new Socks5Login(userInfo, null)
                        : new Socks5Login(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }

    private static Proxy link(URI uri, Predicate<Address> own) {
        boolean known = "tg".equals(uri.getScheme())
                ? "proxy".equals(uri.getHost())
                : "t.me".equals(uri.getHost()) && "/proxy".equals(uri.getPath());
        Map<String, String> parts = new HashMap<>();
        for (String part : String.valueOf(uri.getQuery()).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        String port = parts.getOrDefault("port", "");
        if (!known || !parts.containsKey("server") || !parts.containsKey("secret") || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("a link to an MTProxy has server, port and secret");
        }
        MtproxySecret secret = MtproxySecret.parse(parts.getOrDefault("secret", ""));
        return proxy(parts.get("server"), Integer.parseInt(port), secret, own);
    }

    private static Proxy proxy(@Nullable String host, int port, Access access, Predicate<Address> own) {
        String text = host == null ? "" : host.replaceAll("^\\[|\\]$", "");
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("a proxy is named by its address: no name is resolved");
        }
        Address ip = Address.parse(text);
        SpecialPurpose.of(ip).ifPresent(special -> {
            throw new IllegalArgumentException(ip + " is not a public address: " + special);
        });
        if (own.test(ip)) {
            throw new IllegalArgumentException(ip + " is this machine's own address");
        }
        Target target = new Target(ip, port, Proxy.LIST, null, null, null, "the operator's list", null, null, false);
        return new Proxy(target, access);
    }
}
