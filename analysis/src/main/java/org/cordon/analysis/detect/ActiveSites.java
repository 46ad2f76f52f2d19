package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    void save(DataOutput out) throws IOException {
        out.writeLong(swept);
        out.writeInt(last.size());
        for (Map.Entry<Integer, Long> site : last.entrySet()) {
            out.writeInt(site.getKey());
            out.writeLong(site.getValue());
        }
    }

    static ActiveSites restore(DataInput in, long memoryMillis) throws IOException {
        ActiveSites sites = new ActiveSites(memoryMillis);
        sites.swept = in.readLong();
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            sites.last.put(in.readInt(), in.readLong());
        }
        return sites;
    }
}
