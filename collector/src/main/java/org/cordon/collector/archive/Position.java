package org.cordon.collector.archive;

import java.util.Comparator;

/**
 * A place in the archive, which keeps the order of the log: greater is later.
 *
 * @param log ordinal of the topic, should {@code cordon.observations} ever have been made anew
 * @param part partition
 * @param off offset of the record
 * @param idx observation within the record
 */
public record Position(int log, int part, long off, int idx) implements Comparable<Position> {
    /** Before everything. */
    public static final Position START = new Position(-1, -1, -1, -1);

    private static final Comparator<Position> ORDER = Comparator.comparingInt(Position::log)
            .thenComparingInt(Position::part)
            .thenComparingLong(Position::off)
            .thenComparingInt(Position::idx);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
