package org.cordon.probe.privacy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/** Takes addresses and own names out of texts. */
final class Texts {
    static final String MASK = "(removed)";

    /** Four numbers with one sort of mark between them, as host names of subscribers have them too. */
    private static final Pattern V4 =
            Pattern.compile("(?<![0-9])[0-9]{1,3}([.\\-_])[0-9]{1,3}\\1[0-9]{1,3}\\1[0-9]{1,3}(?![0-9])");

    /** Runs of what IPv6 addresses and MACs consist of. */
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{5,}");

    private final @Nullable Pattern words;

    Texts(Collection<String> words) {
        // the longest first: a home folder holds the user's name
        List<String> ordered = words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        this.words = ordered.isEmpty()
                ? null
                : Pattern.compile(
                        ordered.stream()
                                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}_])(?:", ")(?![\\p{L}\\p{N}_])")),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** {@code text} if all of it is an address, else null. */
    static @Nullable Address address(String text) {
        if (text.length() > 45 || !(text.indexOf('.') > 0 || text.indexOf(':') >= 0)) {
            return null;
        }
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Without addresses and own names. */
    String clean(String text) {
        String withoutV4 = V4.matcher(text).replaceAll(MASK);
        return withoutWords(COLONS.matcher(withoutV4).replaceAll(Texts::unlessTime));
    }

    /** 10:15:30 is a time of day, and nobody's address. */
    private static String unlessTime(MatchResult found) {
        boolean time = found.group().matches("[0-9]{1,2}:[0-9]{2}:[0-9]{2}");
        return Matcher.quoteReplacement(time ? found.group() : MASK);
    }

    String withoutWords(String text) {
        return words == null ? text : words.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    /** Without the numbers of contracts and sessions. */
    String withoutNumbers(String text) {
        return NUMBER.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }
}
