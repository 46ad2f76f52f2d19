package org.cordon.analysis.prefix;

/** Address literals: the parser resolves nothing, the printer is canonical (RFC 5952). */
final class AddressText {
    private static final int LONGEST = 45;

    private AddressText() {}

    static Address parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw notAnAddress(text);
        }
        return text.indexOf(':') >= 0 ? parseV6(text) : Address.v4(parseV4(text, 0, text));
    }

    private static int parseV4(String text, int from, String whole) {
        int value = 0;
        int start = from;
        for (int i = 0; i < 4; i++) {
            int end = i == 3 ? text.length() : text.indexOf('.', start);
            int octet = octet(text, start, end);
            if (octet < 0) {
                throw notAnAddress(whole);
            }
            value = value << 8 | octet;
            start = end + 1;
        }
        return value;
    }

    /** The number that stands in [start, end), or -1. */
    private static int octet(String text, int start, int end) {
        int length = end - start;
        // a leading zero is octal to some readers and decimal to others: nobody may guess
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > 255 ? -1 : value;
    }

    private static Address parseV6(String text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = groupEnd(text, at);
            if (end < text.length() && text.charAt(end) == '.') {
                if (count > 6) {
                    throw notAnAddress(text);
                }
                int tail = parseV4(text, at, text);
                groups[count++] = tail >>> 16;
                groups[count++] = tail & 0xFFFF;
                break;
            }
            if (end == at || count == 8) {
                throw notAnAddress(text);
            }
            groups[count++] = Integer.parseInt(text, at, end, 16);
            if (end == text.length()) {
                break;
            }
            at = end + 1;
            if (text.charAt(end) != ':' || at == text.length()) {
                throw notAnAddress(text);
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    throw notAnAddress(text);
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0 ? count != 8 : count == 8) {
            throw notAnAddress(text);
        }
        return assemble(groups, count, gap);
    }

    private static int groupEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && end - from < 4
                && Character.digit(text.charAt(end), 16) >= 0
                && text.charAt(end) < 128) {
            end++;
        }
        return end;
    }

    private static Address assemble(int[] groups, int count, int gap) {
        long[] halves = new long[2];
        int zeros = 8 - count;
        for (int i = 0; i < 8; i++) {
            int group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? 0 : groups[i - zeros];
            halves[i / 4] = halves[i / 4] << 16 | group;
        }
        return Address.unmapped(halves[0], halves[1]);
    }

    static String format(Address address) {
        if (address.family() == Family.IPV4) {
            int bits = (int) (address.high() >>> 32);
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? address.high() : address.low();
            groups[i] = (int) (half >>> (48 - 16 * (i % 4))) & 0xFFFF;
        }
        return formatV6(groups);
    }

    private static String formatV6(int[] groups) {
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                bestStart = i;
                bestLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                out.append("::");
                i += bestLength - 1;
            } else {
                if (i > 0 && out.charAt(out.length() - 1) != ':') {
                    out.append(':');
                }
                out.append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    private static IllegalArgumentException notAnAddress(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return new IllegalArgumentException("not an IP address: '" + shown + "'");
    }
}
