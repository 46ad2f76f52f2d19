package org.cordon.collector.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a collector does beside answering questions; the setting {@code roles}. */
public enum CollectorRole {
    /** Judges batches; shared by all that have it. */
    INTAKE,
    /** Folds observations; one holds each partition, the others stand by. */
    MONITOR,
    /** Keeps every observation. */
    ARCHIVE;

    /** As in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name; empty where there is none. */
    public static Optional<CollectorRole> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** @throws IllegalArgumentException if {@code text} is not a list of roles */
    static Set<CollectorRole> parse(String text) {
        Set<CollectorRole> all = EnumSet.noneOf(CollectorRole.class);
        for (String word : text.split(",", -1)) {
            all.add(named(word.strip())
                    .orElseThrow(
                            () -> new IllegalArgumentException("is not a list of roles: 'intake,monitor,archive'")));
        }
        return all;
    }
}
