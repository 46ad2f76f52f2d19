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
    /** Plain bytes in a batch: about a tenth of that travels. */
    private static final int BATCH_BYTES = 64 * 1024;

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
     * @param bound bytes that waiting batches may take, at most
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
        this.next = cursor.ordinal();
        this.journal = new Journal(folder, this::recover);
        mode(null);
    }

    /** The cursor is saved after the batch is: a crash between the two leaves a batch that is newer. */
    private static Cursor afterNewest(Cursor cursor, @Nullable Parcel newest) {
        return newest != null && newest.epoch() == cursor.epoch() && newest.sequence() >= cursor.sequence()
                ? new Cursor(cursor.epoch(), newest.sequence() + 1, newest.next(), cursor.dropped())
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
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int count = 0;
        long last = 0;
        while (!lines.isEmpty() && (count == 0 || payload.size() + lines.element().bytes.length <= BATCH_BYTES)) {
            Line line = lines.remove();
            payload.writeBytes(line.bytes);
            last = line.ordinal;
            count++;
        }
        lineBytes -= payload.size();
        Cursor after = cursor.packed(last + 1);
        byte[] batch = codec.encode(
                identity.publicKey(),
                identity.privateKey(),
                cursor.epoch(),
                cursor.sequence(),
                count,
                payload.toByteArray());
        outbox.put(cursor.epoch(), cursor.sequence(), after.ordinal(), count, batch);
        cursor = after;
        makeRoom();
        cursor.save(cursorFile);
        journal.forgetBefore(cursor.ordinal());
    }

    private void makeRoom() throws IOException {
        for (Parcel oldest = outbox.oldest();
                oldest != null && outbox.bytes() > bound && outbox.size() > 1;
                oldest = outbox.oldest()) {
            outbox.remove(oldest);
            cursor = cursor.lost(oldest.count());
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
