package org.cordon.collector.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.cordon.analysis.cli.ObservationSource;
import org.duckdb.DuckDBConnection;

/** The archive of a collector that is not running, opened to be read and never written. */
public final class ArchiveFile implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Path folder;

    private ArchiveFile(DuckDBConnection connection, Path folder) {
        this.connection = connection;
        this.folder = folder;
    }

    /**
     * Opens the archive of data directory {@code data}.
     *
     * @throws IOException if there is none, or a running collector has it; says what to do
     */
    public static ArchiveFile open(Path data) throws IOException {
        Path file = data.resolve(ArchiveStore.FILE);
        if (!Files.exists(file)) {
            throw new IOException("there is no archive in " + data);
        }
        Properties properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("threads", "2");
        properties.setProperty("memory_limit", "512MB");
        try {
            Connection opened = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
            UnpackedLibrary.delete();
            return new ArchiveFile(opened.unwrap(DuckDBConnection.class), file.resolveSibling(Catalogue.FOLDER));
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("lock on file")) {
                throw new IOException(
                        "a running collector has the archive of " + data
                                + "; ask it instead: /api/v1/observations?format=ndjson gives the same observations",
                        e);
            }
            throw new IOException("the archive " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** One source for each partition that was ever followed, each in the order of its log. */
    public List<ObservationSource> sources() {
        ArchiveReader reader = reader();
        return reader.beginnings().stream()
                .<ObservationSource>map(beginning -> new ArchivedPartition(reader, beginning, null))
                .toList();
    }

    /** Answers questions. */
    public ArchiveReader reader() {
        return new ArchiveReader(this::connect, folder);
    }

    Connection connect() throws SQLException {
        return connection.duplicate();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
