package org.cordon.analysis.detect;

import java.util.HashMap;
import java.util.Map;

/** The sites of one network that have measured anything lately. */
final class ActiveSites {
    private static final long SWEEP_MILLIS = 60_000;

    private final long memory;
    private final Map<Integer, Long> last = new HashMap<>();
    private long swept = Long.MIN_VALUE;

    ActiveSites(long memoryMillis) {
        this.memory = memoryMillis;
    }

    void spoke(int site, long at) {
        last.put(site, at);
        if (swept == Long.MIN_VALUE || at - swept >= SWEEP_MILLIS) {
            swept = at;
            last.values().removeIf(time -> time < at - memory);
        }
    }

    int count() {
        return last.size();
    }
}
