package org.cordon.probe.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a mistyped word may have been meant to be: the known word that takes the fewest changes (Levenshtein, 1966). */
final class Suggestion {
    private Suggestion() {}

    /** The nearest of {@code known}; empty where even that is no likely slip of the fingers. */
    static Optional<String> nearest(String word, List<String> known) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3));
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
