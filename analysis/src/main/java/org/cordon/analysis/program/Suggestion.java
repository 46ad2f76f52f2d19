package org.cordon.analysis.program;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a mistyped word may have been meant to be: the known word that takes the fewest changes (Levenshtein, 1966). */
public final class Suggestion {
    private Suggestion() {}

    /** "; did you mean 'listen'?", or nothing where no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** The nearest of {@code known}; empty where even that is no likely slip of the fingers. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String name = plain(word.contains("=") ? word.substring(0, word.indexOf('=')) : word);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, plain(candidate))))
                .filter(candidate -> distance(name, plain(candidate)) <= Math.max(2, candidate.length() / 3));
    }

    /** Letters' case, '_' and '-' are the same to whoever types. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
