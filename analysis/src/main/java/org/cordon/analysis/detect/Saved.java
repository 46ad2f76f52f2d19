package org.cordon.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cordon.analysis.prefix.Address;
import org.jspecify.annotations.Nullable;

/** The small parts of a saved state, and the bounds that a damaged one is held to. */
final class Saved {
    private static final int MOST = 200_000_000;

    private Saved() {}

    static int count(DataInput in) throws IOException {
        return index(in.readInt(), MOST);
    }

    static int index(DataInput in, int size) throws IOException {
        return index(in.readInt(), size);
    }

    static int index(int index, int size) throws IOException {
        if (index < 0 || index >= size) {
            throw new IOException("the saved state is damaged: " + index + " is not below " + size);
        }
        return index;
    }

    static void numbers(DataOutput out, Collection<Integer> numbers) throws IOException {
        out.writeInt(numbers.size());
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    static List<Integer> numbers(DataInput in) throws IOException {
        int count = count(in);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(in.readInt());
        }
        return numbers;
    }

    /** Times of nodes; those that never were are not written. */
    static void times(DataOutput out, long[] times) throws IOException {
        out.writeInt(times.length);
        for (long time : times) {
            out.writeLong(time);
        }
    }

    static long[] times(DataInput in) throws IOException {
        int count = count(in);
        long[] times = new long[0];
        for (int i = 0; i < count; i++) {
            if (i == times.length) {
                // grows as it is read: a damaged length must not ask for memory
                times = java.util.Arrays.copyOf(times, Math.min(count, Math.max(1_024, i * 2)));
            }
            times[i] = in.readLong();
        }
        return times;
    }

    static void time(DataOutput out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    static @Nullable Instant time(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (java.time.DateTimeException e) {
            throw new IOException("the saved state is damaged: no time", e);
        }
    }

    static Instant required(DataInput in) throws IOException {
        Instant time = time(in);
        if (time == null) {
            throw new IOException("the saved state is damaged: a time is missing");
        }
        return time;
    }

    static Address address(byte[] bytes) throws IOException {
        try {
            return Address.ofBytes(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException("the saved state is damaged: no address", e);
        }
    }
}
