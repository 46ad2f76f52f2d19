package org.cordon.analysis.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cordon.analysis.observation.Failure;
import org.jspecify.annotations.Nullable;

/** What the failing leaves of one block say together: when it began, by what means, and who saw it. */
final class Summary {
    private @Nullable Instant lastSuccess;
    private @Nullable Instant firstFailure;
    private long attempts;
    private long failures;
    private int targets;
    private final Set<String> sites = new TreeSet<>();
    private final Set<String> probes = new TreeSet<>();
    private final Map<String, Integer> kinds = new TreeMap<>();

    void add(LeafEvidence leaf) {
        targets++;
        attempts += leaf.attempts();
        failures += leaf.failures();
        sites.addAll(leaf.failingSites());
        probes.addAll(leaf.failingProbes());
        leaf.failureKinds().forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
        lastSuccess = later(lastSuccess, leaf.lastSuccess());
        firstFailure = earlier(firstFailure, leaf.firstFailure());
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    /** The first failure of a target that then went on failing. */
    Instant latestStart(Instant otherwise) {
        return firstFailure == null ? otherwise : firstFailure;
    }

    /** The last success before that. */
    Instant earliestStart(Instant otherwise) {
        Instant latest = latestStart(otherwise);
        return lastSuccess == null || lastSuccess.isAfter(latest) ? latest : lastSuccess;
    }

    /** Half-way between the bounds. */
    Instant start(Instant otherwise) {
        Instant earliest = earliestStart(otherwise);
        return earliest.plus(Duration.between(earliest, latestStart(otherwise)).dividedBy(2));
    }

    long attempts() {
        return attempts;
    }

    int targets() {
        return targets;
    }

    int sites() {
        return sites.size();
    }

    int probes() {
        return probes.size();
    }

    double hitRate() {
        return attempts == 0 ? 0 : (double) failures / attempts;
    }

    /** By the kind of failure that most attempts met. */
    Mechanism mechanism() {
        int drop = 0;
        int reset = 0;
        int unreachable = 0;
        for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
            Failure failure = new Failure(kind.getKey());
            if (failure.equals(Failure.CONNECTION_RESET) || failure.equals(Failure.CONNECTION_REFUSED)) {
                reset += kind.getValue();
            } else if (failure.equals(Failure.HOST_UNREACHABLE) || failure.equals(Failure.NETWORK_UNREACHABLE)) {
                unreachable += kind.getValue();
            } else {
                drop += kind.getValue();
            }
        }
        return drop >= reset && drop >= unreachable
                ? Mechanism.IP_DROP
                : reset >= unreachable ? Mechanism.IP_RESET : Mechanism.IP_UNREACHABLE;
    }
}
