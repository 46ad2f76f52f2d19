package org.cordon.analysis.collateral;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named service that a block can hit.
 *
 * @param name what people call it; unique in a catalogue
 * @param domains its names in lower case; empty where the source gives none, and then it cannot be located
 * @param category what it is for
 * @param source who names it, and where
 * @param date when the source names it, as the source writes it, or null
 * @param confidence how sure the source is, in its words, or null
 */
public record Service(
        String name,
        List<String> domains,
        Category category,
        String source,
        @Nullable String date,
        @Nullable String confidence) {

    public Service {
        domains = List.copyOf(domains);
    }
}
