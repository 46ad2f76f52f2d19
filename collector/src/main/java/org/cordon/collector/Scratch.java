package org.cordon.collector;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's temporary files, inside the data directory, so that what a kill leaves behind is found and deleted by the
 * next start: DuckDB unpacks a library of 70 MB at each.
 */
final class Scratch implements AutoCloseable {
    private static final String NAME = "tmp";

    private final Path dir;

    private Scratch(Path dir) {
        this.dir = dir;
    }

    /** Sends this process's temporary files to {@code data}; before the first of them is made. */
    static void in(Path data) throws IOException {
        Path dir = Files.createDirectories(data.toAbsolutePath().resolve(NAME));
        System.setProperty("java.io.tmpdir", dir.toString());
    }

    /** Deletes what an earlier process left there; the data directory must be ours. */
    static Scratch emptied(Path data) throws IOException {
        Scratch scratch = new Scratch(Files.createDirectories(data.resolve(NAME)));
        scratch.close();
        return scratch;
    }

    /** Deletes what is there now. */
    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
