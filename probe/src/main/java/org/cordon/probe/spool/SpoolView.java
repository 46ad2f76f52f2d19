package org.cordon.probe.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A look at the batches of a spool that another process may be using. Changes nothing. */
public final class SpoolView {
    private final List<Parcel> waiting = new ArrayList<>();
    private final long dropped;

    /** @throws IOException if {@code folder} is there but cannot be read */
    public SpoolView(Path folder, InstantSource clock) throws IOException {
        if (!Files.isDirectory(folder)) {
            dropped = 0;
            return;
        }
        dropped = Cursor.load(folder.resolve("cursor"), clock).dropped();
        for (Path file : Folders.list(folder, ".batch")) {
            try {
                Parcel.of(file, Files.size(file)).ifPresent(waiting::add);
            } catch (NoSuchFileException e) {
                // acknowledged in the meantime
            }
        }
    }

    /** Closed batches only: what the probe has not packed yet does not show. */
    public SpoolStatus status() {
        return new SpoolStatus(
                waiting.size(),
                waiting.stream().mapToLong(Parcel::count).sum(),
                waiting.stream().mapToLong(Parcel::bytes).sum(),
                dropped);
    }

    /**
     * Writes all that waits as a zip of batches; each is the body of one {@code POST /api/v1/batches}. Nothing leaves the
     * spool: what arrives both ways counts once.
     *
     * @return how many batches
     */
    public int export(OutputStream out) throws IOException {
        int count = 0;
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Parcel parcel : waiting) {
                byte[] batch;
                try {
                    batch = Files.readAllBytes(parcel.file());
                } catch (NoSuchFileException e) {
                    continue;
                }
                ZipEntry entry = new ZipEntry(parcel.file().getFileName().toString());
                // no time of this computer's clock in what is carried away
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(batch);
                count++;
            }
        }
        return count;
    }
}
