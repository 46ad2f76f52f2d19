package org.cordon.probe.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Segment files that are only ever appended to. Every start of the probe begins a new segment, so a torn record can stand
 * only at the end of one: reading stops there and goes on with the next.
 *
 * <pre>
 * record = length of payload (4 bytes) ‖ CRC-32C of the rest (4) ‖ kind (1) ‖ ordinal (8) ‖ payload
 * </pre>
 */
final class Journal implements AutoCloseable {
    /** Longest payload that is believed. */
    static final int MAX_PAYLOAD = 1 << 20;

    private static final int HEAD = 4 + 4 + 1 + 8;
    private static final long SEGMENT_BYTES = 1 << 18;
    private static final String SUFFIX = ".segment";

    private final Path folder;
    /** By segment: the ordinal after the last observation in it. */
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    private final CRC32C crc = new CRC32C();
    private FileChannel current;

    /** Takes what a segment holds, record by record. */
    interface Reader {
        void record(Kind kind, long ordinal, byte[] payload);
    }

    /** What a record is. */
    enum Kind {
        /** An observation line; its ordinal is its own. */
        OBSERVATION,
        /** The mode of the link for all observations since the last such record. */
        MODE
    }

    /** Hands all that is there to {@code reader}, oldest first, and begins a new segment. */
    Journal(Path folder, Reader reader) throws IOException {
        this.folder = folder;
        long end = 0;
        for (Path file : Folders.list(folder, SUFFIX)) {
            end = Math.max(end, readSegment(ByteBuffer.wrap(Files.readAllBytes(file)), reader));
            ends.put(number(file), end);
        }
        this.current = begin(end);
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()), 16);
    }

    private static long readSegment(ByteBuffer bytes, Reader reader) {
        long end = 0;
        CRC32C crc = new CRC32C();
        while (bytes.remaining() >= HEAD) {
            int length = bytes.getInt();
            int sum = bytes.getInt();
            if (length < 0 || length > MAX_PAYLOAD || bytes.remaining() < length + HEAD - 8) {
                break;
            }
            crc.reset();
            crc.update(bytes.slice(bytes.position(), length + HEAD - 8));
            int kind = bytes.get();
            if ((int) crc.getValue() != sum || kind < 0 || kind >= Kind.values().length) {
                break;
            }
            long ordinal = bytes.getLong();
            byte[] payload = new byte[length];
            bytes.get(payload);
            reader.record(Kind.values()[kind], ordinal, payload);
            end = kind == Kind.OBSERVATION.ordinal() ? ordinal + 1 : end;
        }
        return end;
    }

    private FileChannel begin(long end) throws IOException {
        long number = ends.isEmpty() ? 0 : ends.lastKey() + 1;
        ends.put(number, end);
        FileChannel channel = FileChannel.open(file(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Folders.force(folder);
        return channel;
    }

    private Path file(long number) {
        return folder.resolve(String.format("%016x%s", number, SUFFIX));
    }

    /** Appends a record whole, or leaves the segment as it was. */
    void append(Kind kind, long ordinal, byte[] payload) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEAD + payload.length);
        record.putInt(payload.length)
                .putInt(0)
                .put((byte) kind.ordinal())
                .putLong(ordinal)
                .put(payload)
                .flip();
        crc.reset();
        crc.update(record.slice(8, record.limit() - 8));
        record.putInt(4, (int) crc.getValue());
        long start = current.position();
        try {
            while (record.hasRemaining()) {
                current.write(record);
            }
        } catch (IOException e) {
            current.truncate(start);
            throw e;
        }
        if (kind == Kind.OBSERVATION) {
            ends.put(ends.lastKey(), ordinal + 1);
        }
    }

    /** Returns when everything appended so far is on the disk. */
    void force() throws IOException {
        current.force(false);
    }

    /** Deletes the segments that hold nothing from {@code ordinal} on; begins a new one where the current has grown. */
    void forgetBefore(long ordinal) throws IOException {
        if (current.position() > SEGMENT_BYTES) {
            force();
            current.close();
            current = begin(ends.lastEntry().getValue());
        }
        while (ends.size() > 1 && ends.firstEntry().getValue() <= ordinal) {
            Files.deleteIfExists(file(ends.pollFirstEntry().getKey()));
        }
    }

    @Override
    public void close() throws IOException {
        force();
        current.close();
    }
}
