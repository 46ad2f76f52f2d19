package org.cordon.collector.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list in memory. The cursor names the last item seen, so that pages stay right while the list grows. */
final class Page {
    private Page() {}

    /**
     * @param cursor id of the last item of the page before; null: from the beginning
     * @return {@code results} and {@code metadata} with {@code count}, {@code total} and, where there is more, {@code next}
     */
    static <T> Map<String, Object> of(List<T> all, Function<T, String> id, @Nullable String cursor, int limit) {
        return of(all, id, cursor, limit, Function.identity());
    }

    /** @param shown what stands in the page for an item */
    static <T> Map<String, Object> of(
            List<T> all, Function<T, String> id, @Nullable String cursor, int limit, Function<T, ?> shown) {
        int from = cursor == null ? 0 : after(all, id, cursor);
        int to = Math.min(all.size(), from + limit);
        List<T> results = all.subList(from, to);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("count", results.size());
        metadata.put("total", all.size());
        if (to < all.size()) {
            metadata.put("next", Parameters.cursor(id.apply(all.get(to - 1))));
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("metadata", metadata);
        page.put("results", results.stream().map(shown).toList());
        return page;
    }

    private static <T> int after(List<T> all, Function<T, String> id, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(cursor)) {
                return i + 1;
            }
        }
        throw ApiException.badParameter("cursor", "is not of this list; begin again without it");
    }
}
