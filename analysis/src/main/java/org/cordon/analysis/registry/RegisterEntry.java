package org.cordon.analysis.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the register: what is forbidden, by whom.
 *
 * @param line line of the file, from 1
 * @param id the register's own number, or null where the format has none
 * @param authority who decided, such as Генпрокуратура
 * @param decision number of the decision. A decision may be years older than an address listed under it
 * @param decided date of the decision, or null where it is missing or wrong; never a date of listing
 * @param domain the first forbidden name, or null
 * @param url the first forbidden page, or null
 */
public record RegisterEntry(
        long line,
        @Nullable String id,
        String authority,
        String decision,
        @Nullable LocalDate decided,
        @Nullable String domain,
        @Nullable String url) {}
