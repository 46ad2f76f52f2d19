package org.cordon.probe.proxies;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The secret of an MTProxy, as its links carry it: 16 bytes, {@code dd} and 16 bytes for padded packets, or {@code ee}, 16
 * bytes and a domain for packets in the clothes of TLS; in hexadecimal or Base64.
 */
public final class MtproxySecret implements Access {
    private static final int KEY = 16;
    /** What fits into a first packet of 517 bytes, as Telegram's own apps have it. */
    private static final int LONGEST_DOMAIN = 182;

    private static final int LONGEST_TEXT = 500;

    /** How the proxy wants to be spoken to. */
    public enum Kind {
        PLAIN,
        DD,
        EE
    }

    private final Kind kind;
    private final byte[] key;
    private final @Nullable String domain;

    private MtproxySecret(Kind kind, byte[] key, @Nullable String domain) {
        this.kind = kind;
        this.key = key;
        this.domain = domain;
    }

    /** @throws IllegalArgumentException if it is none of the three; the message does not repeat it */
    public static MtproxySecret parse(String text) {
        byte[] bytes = bytes(text);
        int first = bytes.length == 0 ? 0 : bytes[0] & 0xff;
        if (bytes.length == KEY) {
            return new MtproxySecret(Kind.PLAIN, bytes, null);
        }
        if (bytes.length == KEY + 1 && first == 0xdd) {
            return new MtproxySecret(Kind.DD, Arrays.copyOfRange(bytes, 1, KEY + 1), null);
        }
        if (bytes.length > KEY + 1 && first == 0xee) {
            String domain = new String(bytes, KEY + 1, bytes.length - KEY - 1, US_ASCII);
            if (domain.length() <= LONGEST_DOMAIN && domain.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
                return new MtproxySecret(Kind.EE, Arrays.copyOfRange(bytes, 1, KEY + 1), domain);
            }
        }
        throw new IllegalArgumentException(
                "the secret is none of 16 bytes, dd and 16 bytes, ee and 16 bytes and a domain");
    }

    private static byte[] bytes(String text) {
        if (text.length() > LONGEST_TEXT) {
            return new byte[0];
        }
        if (text.matches("([0-9A-Fa-f]{2}){16,}")) {
            return HexFormat.of().parseHex(text);
        }
        try {
            return Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    public Kind kind() {
        return kind;
    }

    /** The 16 bytes that both sides know. */
    public byte[] key() {
        return key.clone();
    }

    /** The name that the proxy pretends to be; there is one if and only if the kind is {@link Kind#EE}. */
    public @Nullable String domain() {
        return domain;
    }

    @Override
    public String test() {
        return "mtproxy";
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
