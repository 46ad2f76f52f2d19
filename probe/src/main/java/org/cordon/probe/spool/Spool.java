package org.cordon.probe.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidObservationException;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.probe.identity.Identity;
import org.jspecify.annotations.Nullable;

/**
 * What was measured and is not yet acknowledged. An observation is in the journal, on the disk, before anything else
 * happens to it. Once the mode of the link is known for it, it is packed into a signed batch with a number of its own; a
 * batch is a file that is never written twice, so what is sent again after a crash is the same batch, byte for byte. The
 * file goes when the collector has acknowledged it. Where all of it outgrows its bound, the oldest batches go, and what
 * went is counted.
 *
 * <p>A crash at any instant loses nothing that {@link #commit} has returned for: the journal is read again from the
 * cursor, and a batch whose cursor was not saved any more is known by its file.
 */
public final class Spool implements AutoCloseable {
    /** Plain bytes in a batch, at most: about a tenth of that travels. */
    private static final int BATCH_BYTES = 64 * 1024;

    /** What a batch may weigh as it travels; with TLS and HTTP around it, it stays below what censors let pass (16 KB). */
    private static final int COMPRESSED_BYTES = 12_000;

    private final Identity identity;
    private final InstantSource clock;
    private final long bound;
    private final Duration age;
    private final Path cursorFile;
    private final Outbox outbox;
    private final Journal journal;
    private final BatchCodec codec = new BatchCodec();
    /** In the journal, their mode not known yet. */
    private final List<Unjudged> unjudged = new ArrayList<>();
    /** Ready to be packed. */
    private final Deque<Line> lines = new ArrayDeque<>();

    private Cursor cursor;
    private long next;
    private long lineBytes;
    private long oldestLineMillis;

    private record Unjudged(long ordinal, Observation observation) {}

    private record Line(long ordinal, byte[] bytes) {}

    /**
     * Opens the spool and takes up what an earlier process left in it.
     *
     * @param bound bytes that waiting batches may take, at most; the journal beside them has half a MiB of its own
     * @param age how long an observation waits for company before its batch is closed
     */
    public Spool(Path folder, Identity identity, InstantSource clock, long bound, Duration age) throws IOException {
        this.identity = identity;
        this.clock = clock;
        this.bound = bound;
        this.age = age;
        this.cursorFile = folder.resolve("cursor");
        this.outbox = new Outbox(folder);
        this.cursor = afterNewest(Cursor.load(cursorFile, clock), outbox.newest());
        cursor.save(cursorFile);
        dropLost();
        this.next = cursor.ordinal();
        this.journal = new Journal(folder, this::recover);
        mode(null);
    }

    /** The cursor is saved after the batch is: a crash between the two leaves a batch that is newer. */
    private static Cursor afterNewest(Cursor cursor, @Nullable Parcel newest) {
        return newest != null && newest.epoch() == cursor.epoch() && newest.sequence() >= cursor.sequence()
                ? new Cursor(
                        cursor.epoch(),
                        newest.sequence() + 1,
                        newest.next(),
                        cursor.dropped(),
                        cursor.floorEpoch(),
                        cursor.floorSequence())
                : cursor;
    }

    private void recover(Journal.Kind kind, long ordinal, byte[] payload) {
        if (kind == Journal.Kind.MODE) {
            judge(modeOf(new String(payload, StandardCharsets.US_ASCII)));
        } else if (ordinal >= next) {
            try {
                unjudged.add(new Unjudged(ordinal, new ObservationReader().read(payload)));
                next = ordinal + 1;
            } catch (InvalidObservationException e) {
                throw new IllegalStateException("the spool holds a line that this program cannot have written", e);
            }
        }
    }

    /** Takes an observation whose mode is not known yet; it is safe once {@link #commit} has returned. */
    public synchronized void append(Observation observation) throws IOException {
        Observation named =
                observation.toBuilder().probe(identity.fingerprint()).build();
        journal.append(Journal.Kind.OBSERVATION, next, line(named));
        unjudged.add(new Unjudged(next++, named));
    }

    /** Says what the mode of the link was for all observations since this was said last; null where it is not known. */
    public synchronized void mode(@Nullable LinkMode mode) throws IOException {
        if (!unjudged.isEmpty()) {
            journal.append(Journal.Kind.MODE, next, word(mode).getBytes(StandardCharsets.US_ASCII));
            judge(mode);
        }
    }

    private void judge(@Nullable LinkMode mode) {
        if (lines.isEmpty()) {
            oldestLineMillis = clock.millis();
        }
        for (Unjudged one : unjudged) {
            byte[] line = line(one.observation.toBuilder().mode(mode).build());
            lines.add(new Line(one.ordinal, line));
            lineBytes += line.length;
        }
        unjudged.clear();
    }

    /** Returns when everything appended is on the disk. Closes the batches that are full. */
    public synchronized void commit() throws IOException {
        journal.force();
        while (lineBytes >= BATCH_BYTES) {
            pack();
        }
    }

    /**
     * Closes a batch that has waited for company long enough. While others wait to be sent, it goes on waiting: a
     * collector that is away for a day shall not find a hundred thousand tiny ones.
     */
    public synchronized void packIfOld() throws IOException {
        boolean old = clock.millis() - oldestLineMillis >= age.toMillis();
        if (!lines.isEmpty() && old && outbox.size() == 0) {
            pack();
        }
    }

    /** Closes whatever there is. */
    public synchronized void packAll() throws IOException {
        while (!lines.isEmpty()) {
            pack();
        }
    }

    private void pack() throws IOException {
        journal.force();
        int count = fitting(BATCH_BYTES);
        byte[] batch = sign(count);
        while (batch.length > COMPRESSED_BYTES && count > 1) {
            // the same share of the lines as of the bytes, and a little less, so that the next try fits
            count = Math.max(1, (int) ((long) count * COMPRESSED_BYTES * 9 / 10 / batch.length));
            batch = sign(count);
        }
        long last = 0;
        for (int i = 0; i < count; i++) {
            Line line = lines.remove();
            lineBytes -= line.bytes.length;
            last = line.ordinal;
        }
        Cursor after = cursor.packed(last + 1);
        outbox.put(cursor.epoch(), cursor.sequence(), after.ordinal(), count, batch);
        cursor = makeRoom(after);
        cursor.save(cursorFile);
        dropLost();
        journal.forgetBefore(cursor.ordinal());
    }

    /** How many of the oldest lines have so many bytes together; at least one. */
    private int fitting(int bytes) {
        int count = 0;
        long sum = 0;
        for (Line line : lines) {
            sum += line.bytes.length;
            if (count > 0 && sum > bytes) {
                break;
            }
            count++;
        }
        return count;
    }

    private byte[] sign(int count) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream(BATCH_BYTES);
        lines.stream().limit(count).forEach(line -> payload.writeBytes(line.bytes));
        return codec.encode(
                identity.publicKey(),
                identity.privateKey(),
                cursor.epoch(),
                cursor.sequence(),
                count,
                payload.toByteArray());
    }

    /** The cursor once the oldest batches, as many as do not fit, are given up. */
    private Cursor makeRoom(Cursor before) {
        Cursor cursor = before;
        long bytes = outbox.bytes();
        int left = outbox.size();
        for (Parcel parcel : outbox.all()) {
            if (bytes <= bound || left == 1) {
                break;
            }
            cursor = cursor.lost(parcel);
            bytes -= parcel.bytes();
            left--;
        }
        return cursor;
    }

    /** Deletes what the saved cursor has given up: counted first, so that a crash in between counts nothing twice. */
    private void dropLost() throws IOException {
        for (Parcel oldest = outbox.oldest(); oldest != null && cursor.hasLost(oldest); oldest = outbox.oldest()) {
            outbox.remove(oldest);
        }
    }

    /** The batch that has waited longest, or null. */
    public synchronized @Nullable Parcel oldest() {
        return outbox.oldest();
    }

    /** The bytes of a batch, or null where it went in the meantime to make room. */
    public byte @Nullable [] read(Parcel parcel) throws IOException {
        try {
            return Files.readAllBytes(parcel.file());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The collector has it: it may go. */
    public synchronized void acknowledge(Parcel parcel) throws IOException {
        outbox.remove(parcel);
    }

    /** The collector will never take it: it waits no longer, counts as dropped, and is kept for whoever looks into it. */
    public synchronized void setAside(Parcel parcel) throws IOException {
        if (!cursor.hasLost(parcel)) {
            cursor = cursor.lost(parcel);
            cursor.save(cursorFile);
        }
        outbox.setAside(parcel);
    }

    public synchronized SpoolStatus status() {
        return new SpoolStatus(
                outbox.size(),
                outbox.observations() + lines.size() + unjudged.size(),
                outbox.bytes(),
                cursor.dropped());
    }

    private static byte[] line(Observation observation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (ObservationWriter writer = new ObservationWriter(bytes)) {
            writer.write(observation);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static String word(@Nullable LinkMode mode) {
        return mode == null ? "" : mode.name();
    }

    private static @Nullable LinkMode modeOf(String word) {
        return word.isEmpty() ? null : LinkMode.valueOf(word);
    }

    /** Leaves everything on the disk for the next process. */
    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
