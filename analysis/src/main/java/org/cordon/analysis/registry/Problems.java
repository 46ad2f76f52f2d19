package org.cordon.analysis.registry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All problems of one register: every one counted, the first of each kind kept with line and reason. */
public final class Problems {
    /** How many of each kind are kept, so that a file of nothing but errors cannot fill the memory. */
    public static final int KEPT_PER_KIND = 100;

    private static final int LONGEST_REASON = 300;

    private final Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);
    private final Map<Problem.Fate, Long> fates = new EnumMap<>(Problem.Fate.class);
    private final List<Problem> kept = new ArrayList<>();

    void add(long line, Problem.Kind kind, Problem.Fate fate, String reason) {
        fates.merge(fate, 1L, Long::sum);
        if (counts.merge(kind, 1L, Long::sum) <= KEPT_PER_KIND) {
            boolean fits = reason.length() <= LONGEST_REASON;
            kept.add(new Problem(line, kind, fate, fits ? reason : reason.substring(0, LONGEST_REASON) + "…"));
        }
    }

    /** The problems that were kept, in the order of the file. */
    public List<Problem> kept() {
        return List.copyOf(kept);
    }

    /** Number of problems of each kind; a kind that did not occur is absent. */
    public Map<Problem.Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    public long count(Problem.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    public long count(Problem.Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }
}
