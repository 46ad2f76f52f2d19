package org.cordon.analysis.registry;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lags of one network in a few numbers.
 *
 * @param pairs listed prefixes that are blocked, with whatever is known of the time
 * @param precise those whose lag is known well enough (see {@link Lag#PRECISE}); shortest, median and longest are theirs
 * @param certainlyNegative pairs that were enforced before they were listed
 */
public record LagSummary(
        int pairs,
        int precise,
        int certainlyNegative,
        @Nullable Duration shortest,
        @Nullable Duration median,
        @Nullable Duration longest) {

    static LagSummary of(List<Lag> lags) {
        List<Duration> sorted =
                lags.stream().filter(Lag::isPrecise).map(Lag::middle).sorted().toList();
        int negative = (int) lags.stream().filter(Lag::isCertainlyNegative).count();
        int n = sorted.size();
        return n == 0
                ? new LagSummary(lags.size(), 0, negative, null, null, null)
                : new LagSummary(lags.size(), n, negative, sorted.get(0), sorted.get((n - 1) / 2), sorted.get(n - 1));
    }
}
