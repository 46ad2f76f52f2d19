package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts of the attempts inside one prefix: how many, how they failed, at which ports, from where. */
final class Tally {
    private static final int MOST_PORTS = 16;

    private final int[] kinds = new int[Sample.Kind.values().length];
    private final Map<Integer, int[]> ports = new TreeMap<>();
    private final Set<Integer> sites = new HashSet<>();
    private final Set<Integer> probes = new HashSet<>();
    private long attempts;
    private long failures;

    void add(Sample s) {
        attempts++;
        Sample.Kind kind = s.kind();
        if (kind != null) {
            failures++;
            kinds[kind.ordinal()]++;
            sites.add(s.site());
            probes.add(s.probe());
        }
        if (ports.size() < MOST_PORTS || ports.containsKey(s.port())) {
            ports.computeIfAbsent(s.port(), p -> new int[2])[kind == null ? 0 : 1]++;
        }
    }

    void addAll(Tally other) {
        attempts += other.attempts;
        failures += other.failures;
        Arrays.setAll(kinds, i -> kinds[i] + other.kinds[i]);
        other.ports.forEach((port, counts) -> {
            int[] own = ports.computeIfAbsent(port, p -> new int[2]);
            own[0] += counts[0];
            own[1] += counts[1];
        });
        sites.addAll(other.sites);
        probes.addAll(other.probes);
    }

    long attempts() {
        return attempts;
    }

    double hitRate() {
        return attempts == 0 ? 0 : (double) failures / attempts;
    }

    int sites() {
        return sites.size();
    }

    int probes() {
        return probes.size();
    }

    /** The kind that most failures are of. */
    Sample.Kind mostly() {
        Sample.Kind best = Sample.Kind.DROP;
        for (Sample.Kind kind : Sample.Kind.values()) {
            best = kinds[kind.ordinal()] > kinds[best.ordinal()] ? kind : best;
        }
        return best;
    }

    /**
     * Whether a success at {@code port} says nothing against a block, since another port is what is cut off: that one only
     * fails, this one only works.
     */
    boolean isContrast(int port) {
        int[] own = ports.get(port);
        if (own != null && own[1] * 3 > own[0]) {
            return false;
        }
        for (Map.Entry<Integer, int[]> other : ports.entrySet()) {
            int worked = other.getValue()[0];
            int failed = other.getValue()[1];
            if (other.getKey() != port && failed >= 2 && failed >= 4 * worked) {
                return true;
            }
        }
        return false;
    }

    /** By port: how many attempts worked, and how many failed. */
    Map<Integer, int[]> ports() {
        return ports;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(attempts);
        out.writeLong(failures);
        for (int kind : kinds) {
            out.writeInt(kind);
        }
        out.writeInt(ports.size());
        for (Map.Entry<Integer, int[]> port : ports.entrySet()) {
            out.writeInt(port.getKey());
            out.writeInt(port.getValue()[0]);
            out.writeInt(port.getValue()[1]);
        }
        Saved.numbers(out, sites);
        Saved.numbers(out, probes);
    }

    static Tally restore(DataInput in) throws IOException {
        Tally tally = new Tally();
        tally.attempts = in.readLong();
        tally.failures = in.readLong();
        for (int i = 0; i < tally.kinds.length; i++) {
            tally.kinds[i] = in.readInt();
        }
        int count = Saved.count(in);
        for (int i = 0; i < count; i++) {
            tally.ports.put(in.readInt(), new int[] {in.readInt(), in.readInt()});
        }
        tally.sites.addAll(Saved.numbers(in));
        tally.probes.addAll(Saved.numbers(in));
        return tally;
    }
}
