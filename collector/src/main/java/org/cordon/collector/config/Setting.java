package org.cordon.collector.config;

import org.jspecify.annotations.Nullable;

/**
 * One setting: a key of the configuration file and, with two dashes before it, a flag.
 *
 * @param key its name
 * @param kind what its value looks like, for {@code --help}: {@code FILE}, {@code DURATION}; empty for yes or no
 * @param description for {@code --help}, one or two sentences
 * @param initial its value where nobody gives one; null: none
 * @param secret never printed
 */
public record Setting(
        String key,
        String kind,
        String description,
        @Nullable String initial,
        boolean secret) {

    /** Whether it is a yes or no, whose flag stands without a value. */
    public boolean isSwitch() {
        return kind.isEmpty();
    }
}
