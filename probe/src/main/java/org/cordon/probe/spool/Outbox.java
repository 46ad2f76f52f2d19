package org.cordon.probe.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches that wait, oldest first, one file each. */
final class Outbox {
    private static final String REFUSED = ".refused";
    private static final int REFUSED_KEPT = 16;

    private final Path folder;
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private long bytes;

    Outbox(Path folder) throws IOException {
        this.folder = folder;
        for (Path file : Folders.list(folder, ".batch")) {
            Parcel.of(file, Files.size(file)).ifPresent(this::add);
        }
    }

    private void add(Parcel parcel) {
        waiting.add(parcel);
        bytes += parcel.bytes();
    }

    void put(long epoch, long sequence, long next, int count, byte[] batch) throws IOException {
        Path file = folder.resolve(Parcel.name(epoch, sequence, next, count));
        Folders.write(file, batch);
        add(new Parcel(file, epoch, sequence, next, count, batch.length));
    }

    Iterable<Parcel> all() {
        return waiting;
    }

    @Nullable
    Parcel oldest() {
        return waiting.peek();
    }

    @Nullable
    Parcel newest() {
        return waiting.peekLast();
    }

    void remove(Parcel parcel) throws IOException {
        if (waiting.remove(parcel)) {
            bytes -= parcel.bytes();
        }
        Files.deleteIfExists(parcel.file());
    }

    /** Keeps the batch under another name, out of the way; only the newest few are kept so. */
    void setAside(Parcel parcel) throws IOException {
        if (Files.exists(parcel.file())) {
            Files.move(
                    parcel.file(),
                    parcel.file().resolveSibling(parcel.file().getFileName() + REFUSED),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        remove(parcel);
        List<Path> refused = Folders.list(folder, REFUSED);
        for (Path file : refused.subList(0, Math.max(0, refused.size() - REFUSED_KEPT))) {
            Files.deleteIfExists(file);
        }
    }

    long bytes() {
        return bytes;
    }

    int size() {
        return waiting.size();
    }

    long observations() {
        return waiting.stream().mapToLong(Parcel::count).sum();
    }
}
