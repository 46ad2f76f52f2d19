package org.cordon.collector.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;

/** Reads what settings about the web hold; each throws an IllegalArgumentException that says what does not fit. */
final class Web {
    private static final String SECRET = "whsec_";

    private Web() {}

    static URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // told below
        }
        throw new IllegalArgumentException("is not an address such as https://example.org/path");
    }

    /** Scheme, host and port. */
    static String origin(String text) {
        URI uri = address(text);
        if (!uri.getRawPath().matches("/?") || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("has a path: links begin at the root of the server");
        }
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** A secret as the Standard Webhooks specification writes it: {@code whsec_} and 24 to 64 bytes in base64. */
    static byte[] secret(String text) {
        byte[] secret =
                text.matches(SECRET + "[A-Za-z0-9+/]+=*") ? bytes(text.substring(SECRET.length())) : new byte[0];
        if (secret.length < 24 || secret.length > 64) {
            throw new IllegalArgumentException("is not whsec_ and 24 to 64 bytes in base64");
        }
        return secret;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
