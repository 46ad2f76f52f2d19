package org.cordon.probe.nettest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/** Reads the address of a redirect, which anybody may have written. */
final class Redirects {
    private static final int LONGEST_NAME = 253;
    private static final Pattern HOST =
            Pattern.compile("(?i)https?://(?:([a-z0-9._-]{1,253})|\\[([0-9a-f:.]{2,45})])(?::[0-9]{1,5})?(?:[/?#].*|)");

    private Redirects() {}

    /** The host that {@code location} names, in lower case, or null where it names none that could be one. */
    static @Nullable String host(String location) {
        Matcher matcher = HOST.matcher(location.length() > 2_000 ? location.substring(0, 2_000) : location);
        if (!matcher.matches()) {
            return null;
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return host.length() > LONGEST_NAME ? null : host.toLowerCase(Locale.ROOT);
    }

    /** {@code host} if it is an address and no name. */
    static Optional<String> literal(String host) {
        try {
            return Optional.of(Address.parse(host).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
