package org.cordon.analysis.registry;

import static org.cordon.analysis.registry.Problem.Fate.REFUSED;
import static org.cordon.analysis.registry.Problem.Fate.REPAIRED;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.prefix.PrefixSet;
import org.cordon.analysis.registry.Problem.Kind;
import org.cordon.analysis.targets.SpecialPurpose;

/**
 * Reads one address, prefix or range of a register. Host bits are cleared and reported; a reversed range, a prefix wider
 * than any that a censor has listed, and space that is no host on the public Internet are refused: a register that
 * lists 0.0.0.0/0 by mistake must not make every address "listed".
 */
final class AddressField {
    /** Shortest prefixes that are believed; the widest subnet of April 2018 was a /10. */
    static final int SHORTEST_V4 = 8;

    static final int SHORTEST_V6 = 16;

    private final Problems problems;

    /** By the first octet: whether anything in that /8 is special-purpose; spares nearly every address the trie. */
    private final boolean[] special = new boolean[256];

    AddressField(Problems problems) {
        this.problems = problems;
        for (int octet = 0; octet < special.length; octet++) {
            special[octet] =
                    SpecialPurpose.of(new Prefix(Address.v4(octet << 24), 8)).isPresent();
        }
    }

    /** The prefixes that {@code text} stands for: none if it was refused. */
    List<Prefix> read(String text, long line) {
        int plain = dottedQuad(text);
        if (plain != 0 && !special[plain >>> 24]) {
            return List.of(new Prefix(Address.v4(plain), 32));
        }
        try {
            int dash = text.indexOf('-');
            return dash < 0 ? prefix(text, line) : range(text, dash, line);
        } catch (IllegalArgumentException e) {
            problems.add(line, Kind.NOT_AN_ADDRESS, REFUSED, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** The address in {@code text}, or 0 if it is anything else than a plain dotted quad. */
    private static int dottedQuad(String text) {
        int value = 0;
        int octet = -1;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (octet == 0) {
                    return 0;
                }
                octet = (octet < 0 ? 0 : octet * 10) + c - '0';
                if (octet > 255) {
                    return 0;
                }
            } else if (c == '.' && octet >= 0 && dots < 3) {
                value = value << 8 | octet;
                octet = -1;
                dots++;
            } else {
                return 0;
            }
        }
        return dots == 3 && octet >= 0 ? value << 8 | octet : 0;
    }

    private List<Prefix> prefix(String text, long line) {
        Prefix prefix = Prefix.parse(text);
        if (refused(prefix, text, line)) {
            return List.of();
        }
        Address written = Address.parse(text.indexOf('/') < 0 ? text : text.substring(0, text.indexOf('/')));
        if (!written.equals(prefix.network())) {
            problems.add(line, Kind.HOST_BITS, REPAIRED, "'" + text + "' has host bits set; read as " + prefix);
        }
        return List.of(prefix);
    }

    private List<Prefix> range(String text, int dash, long line) {
        Address from = Address.parse(text.substring(0, dash).strip());
        Address to = Address.parse(text.substring(dash + 1).strip());
        if (from.family() != to.family() || from.compareTo(to) > 0) {
            problems.add(line, Kind.RANGE, REFUSED, "the range '" + text + "' ends before it begins");
            return List.of();
        }
        List<Prefix> prefixes = Ranges.toPrefixes(from, to);
        BigInteger widest = BigInteger.ONE.shiftLeft(from.family().bits() - shortest(from.family()));
        if (PrefixSet.addresses(prefixes).compareTo(widest) > 0) {
            problems.add(line, Kind.TOO_WIDE, REFUSED, "the range '" + text + "' is too wide to be meant");
            return List.of();
        }
        return prefixes.stream().filter(p -> !refused(p, text, line)).toList();
    }

    private boolean refused(Prefix prefix, String text, long line) {
        if (prefix.length() < shortest(prefix.family())) {
            problems.add(line, Kind.TOO_WIDE, REFUSED, "'" + text + "' is too wide to be meant");
            return true;
        }
        Optional<String> reserved = SpecialPurpose.of(prefix);
        reserved.ifPresent(what ->
                problems.add(line, Kind.SPECIAL_PURPOSE, REFUSED, "'" + text + "' is no public address: " + what));
        return reserved.isPresent();
    }

    private static int shortest(Family family) {
        return family == Family.IPV4 ? SHORTEST_V4 : SHORTEST_V6;
    }
}
