package org.cordon.collector.config;

import java.util.Comparator;
import java.util.Optional;

/** The known key that somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** "; did you mean 'listen'?", or nothing where no key is near. */
    static String hint(String typed) {
        Optional<String> nearest = Settings.ALL.stream()
                .map(Setting::key)
                .min(Comparator.comparingInt(key -> distance(typed, key)))
                .filter(key -> distance(typed, key) <= Math.max(2, key.length() / 3));
        return nearest.map(key -> "; did you mean '" + key + "'?").orElse("");
    }

    /** Edits that turn one into the other (Levenshtein), letters' case, '_' and '-' being the same. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
