package org.cordon.probe.proxies;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** User and password of a SOCKS5 proxy (RFC 1929), both null where it asks for none. */
public record Socks5Login(@Nullable String user, @Nullable String password) implements Access {
    private static final int LONGEST = 255;

    public Socks5Login {
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("a user comes with a password: socks5://USER:PASSWORD@ADDRESS:PORT");
        }
        if (isBad(user) || isBad(password)) {
            throw new IllegalArgumentException("user and password have 1 to " + LONGEST + " bytes each");
        }
    }

    private static boolean isBad(@Nullable String text) {
        return text != null && (text.isEmpty() || text.getBytes(UTF_8).length > LONGEST);
    }

    @Override
    public String test() {
        return "socks5";
    }

    @Override
    public String toString() {
        return user == null ? "no login" : "a login";
    }
}
