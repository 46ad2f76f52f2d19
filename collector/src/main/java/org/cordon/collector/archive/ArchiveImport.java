package org.cordon.collector.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.cli.ObservationSource;
import org.cordon.analysis.observation.Observation;

/**
 * Files of observations into the archive of a stopped collector. Each file is a log of its own, named by the SHA-256 of its
 * bytes: imported again it adds nothing, interrupted it goes on where it stopped.
 */
public final class ArchiveImport implements AutoCloseable {
    private static final int PIECE = 20_000;

    private final ArchiveStore store;

    private ArchiveImport(ArchiveStore store) {
        this.store = store;
    }

    /** @param data directory of a collector; the caller holds its lock */
    public static ArchiveImport into(Path data) throws IOException {
        return new ArchiveImport(ArchiveStore.open(data.resolve(ArchiveStore.FILE), "512MB"));
    }

    /**
     * Adds what is not there yet.
     *
     * @param source the observations of {@code file}, in its order
     * @return how many were added
     */
    public long add(Path file, ObservationSource source) throws IOException {
        int log = store.log("file:" + DayCloser.sha256(file));
        long there = store.nextOffsets(log).getOrDefault(0, 0L);
        long offset = 0;
        long added = 0;
        List<ArchiveStore.Entry> piece = new ArrayList<>();
        for (Observation o = source.next(); o != null; o = source.next()) {
            if (offset++ >= there) {
                piece.add(new ArchiveStore.Entry(new Position(log, 0, offset - 1, 0), o));
            }
            if (piece.size() == PIECE) {
                added += commit(log, piece, offset);
            }
        }
        return added + commit(log, piece, Math.max(offset, there));
    }

    private int commit(int log, List<ArchiveStore.Entry> piece, long next) {
        int count = piece.size();
        store.add(log, piece, Map.of(0, next));
        piece.clear();
        return count;
    }

    @Override
    public void close() {
        store.close();
    }
}
