package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.cordon.analysis.observation.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What the detector keeps of one attempt until its evidence is counted.
 *
 * @param at fold time at which it counts, milliseconds since the epoch: that of the attempt, or later where its probe had
 *     to prove itself first
 * @param seen fold time of the attempt
 * @param begun when the attempt began, by the probe's clock
 * @param leaf the address's node in the trie
 * @param port destination port
 * @param site number of the site, or of the probe where no site is known
 * @param probe number of the probe
 * @param kind how it failed; null: it worked
 * @param nats log-likelihood ratio, blocked against open
 */
record Sample(
        long at,
        long seen,
        long begun,
        int leaf,
        int port,
        int site,
        int probe,
        @Nullable Kind kind,
        double nats) {

    /** How an attempt failed, as far as it tells mechanisms apart. */
    enum Kind {
        DROP,
        RESET,
        UNREACHABLE;

        static Kind of(Failure failure) {
            if (failure.equals(Failure.CONNECTION_RESET) || failure.equals(Failure.CONNECTION_REFUSED)) {
                return RESET;
            }
            return failure.equals(Failure.HOST_UNREACHABLE) || failure.equals(Failure.NETWORK_UNREACHABLE)
                    ? UNREACHABLE
                    : DROP;
        }
    }

    /** The same, counted at another time. */
    Sample countedAt(long time) {
        return new Sample(time, seen, begun, leaf, port, site, probe, kind, nats);
    }

    /** The same with another weight. */
    Sample weighing(double other) {
        return new Sample(at, seen, begun, leaf, port, site, probe, kind, other);
    }

    boolean success() {
        return kind == null;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(at);
        out.writeLong(seen);
        out.writeLong(begun);
        out.writeInt(leaf);
        out.writeInt(port);
        out.writeInt(site);
        out.writeInt(probe);
        out.writeByte(kind == null ? -1 : kind.ordinal());
        out.writeDouble(nats);
    }

    static Sample restore(DataInput in) throws IOException {
        return new Sample(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                kind(in.readByte()),
                in.readDouble());
    }

    private static @Nullable Kind kind(int ordinal) throws IOException {
        if (ordinal >= Kind.values().length) {
            throw new IOException("no such kind of failure: " + ordinal);
        }
        return ordinal < 0 ? null : Kind.values()[ordinal];
    }
}
