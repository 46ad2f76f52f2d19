package org.cordon.collector.words;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language in which the collector speaks: its plural forms (as CLDR has them) and how it writes numbers. */
public enum Language {
    EN("English", ","),
    RU("Русский", "\u00A0"),
    FR("Français", "\u202F");

    private static final int LONGEST_HEADER = 500;

    private final String itself;
    private final String grouping;

    Language(String itself, String grouping) {
        this.itself = itself;
        this.grouping = grouping;
    }

    /** Its name in itself. */
    public String itself() {
        return itself;
    }

    /** Its tag in BCP 47: {@code en}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    /** Which of its forms a noun takes after {@code number}: one, few, many or other. */
    String form(BigInteger number) {
        int hundred = number.mod(BigInteger.valueOf(100)).intValue();
        int ten = hundred % 10;
        return switch (this) {
            case EN -> number.equals(BigInteger.ONE) ? "one" : "other";
            case FR -> number.compareTo(BigInteger.ONE) <= 0 ? "one" : "other";
            case RU -> {
                boolean teen = hundred >= 11 && hundred <= 14;
                yield ten == 1 && !teen ? "one" : ten >= 2 && ten <= 4 && !teen ? "few" : "many";
            }
        };
    }

    /** {@code number} with its thousands apart. */
    public String number(BigInteger number) {
        StringBuilder text = new StringBuilder(number.toString());
        for (int i = text.length() - 3; i > 0; i -= 3) {
            text.insert(i, grouping);
        }
        return text.toString();
    }

    /** What a client prefers of these, by its {@code Accept-Language}; English where it names none of them. */
    public static Language preferred(@Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return EN;
        }
        try {
            List<String> tags = List.of("en", "ru", "fr");
            String tag = Locale.lookupTag(Locale.LanguageRange.parse(header), tags);
            return tag == null ? EN : valueOf(tag.toUpperCase(Locale.ROOT));
        } catch (RuntimeException notALanguageRange) {
            // the JDK's parser meets some nonsense with other exceptions than the documented one
            return EN;
        }
    }
}
