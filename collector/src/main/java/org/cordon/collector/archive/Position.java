package org.cordon.collector.archive;

/**
 * A place in the archive, which keeps the order of the log: greater is later.
 *
 * @param log ordinal of the topic, should {@code cordon.observations} ever have been made anew
 * @param part partition
 * @param off offset of the record
 * @param idx observation within the record
 */
public record Position(int log, int part, long off, int idx) {
    /** Before everything. */
    public static final Position START = new Position(-1, -1, -1, -1);
}
