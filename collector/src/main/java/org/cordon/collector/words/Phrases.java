package org.cordon.collector.words;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The phrases of one language. A phrase has named places, {@code {start}}; one that counts has a key for each plural form,
 * {@code addresses.few}, and the number at {@code {n}}.
 */
public final class Phrases {
    private static final Pattern PLACE = Pattern.compile("[{]([a-zA-Z]+)[}]");

    private final Language language;
    private final ResourceBundle bundle;

    private Phrases(Language language) {
        this.language = language;
        this.bundle = ResourceBundle.getBundle(
                "org.cordon.collector.words.phrases",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Phrases in(Language language) {
        return new Phrases(language);
    }

    public Language language() {
        return language;
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /**
     * The phrase {@code key}.
     *
     * @param places names and values by turns
     * @throws MissingResourceException if the language lacks it
     */
    public String say(String key, String... places) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < places.length; i += 2) {
            values.put(places[i], places[i + 1]);
        }
        return PLACE.matcher(bundle.getString(key)).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new MissingResourceException("no value for " + place.group() + " of " + key, "Phrases", key);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The form of the phrase {@code key} that goes with {@code number}, which stands at {@code {n}}. */
    public String count(String key, BigInteger number, String... places) {
        String[] all = java.util.Arrays.copyOf(places, places.length + 2);
        all[places.length] = "n";
        all[places.length + 1] = language.number(number);
        return say(key + "." + language.form(number), all);
    }

    public String count(String key, long number, String... places) {
        return count(key, BigInteger.valueOf(number), places);
    }

    /** "a", "a and b", "a, b and c". */
    public String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : say("list", "first", String.join(", ", items.subList(0, last)), "last", items.get(last));
    }

    /** At most {@code most} of {@code items}, and how many more there are. */
    public String list(List<String> items, int most) {
        if (items.size() <= most) {
            return list(items);
        }
        return say(
                "list",
                "first",
                String.join(", ", items.subList(0, most)),
                "last",
                count("more", items.size() - (long) most));
    }
}
