package org.cordon.collector.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.cordon.analysis.observation.Observation;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The archive in DuckDB: rows and the offset that follows them in one transaction, so that each observation is there once
 * whatever happens in between.
 *
 * <p>One thread writes; any number read, each over a connection of its own.
 */
public final class ArchiveStore implements AutoCloseable {
    /** Where it is kept inside a data directory. */
    public static final String FILE = "archive/cordon.duckdb";

    private final DuckDBConnection connection;
    private final Path folder;
    private final DayCloser closer;
    private final ArchiveReader reader;

    private ArchiveStore(DuckDBConnection connection, Path folder, Consumer<DayCloser.Step> reached) {
        this.connection = connection;
        this.folder = folder;
        this.closer = new DayCloser(connection, folder, reached);
        this.reader = new ArchiveReader(this::duplicate, folder);
    }

    /**
     * Opens the archive, or makes it.
     *
     * @param memory how much DuckDB may use, such as {@code 192MB}
     */
    public static ArchiveStore open(Path file, String memory) throws IOException {
        return open(file, memory, step -> {});
    }

    /** @param reached is told of each step of closing a day */
    static ArchiveStore open(Path file, String memory, Consumer<DayCloser.Step> reached) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling(Catalogue.FOLDER);
        Files.createDirectories(folder);
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memory);
        properties.setProperty("threads", "2");
        properties.setProperty("preserve_insertion_order", "false");
        try {
            Connection opened = DriverManager.getConnection("jdbc:duckdb:" + file, properties);
            UnpackedLibrary.delete();
            Schema.create(opened);
            ArchiveStore store = new ArchiveStore(opened.unwrap(DuckDBConnection.class), folder, reached);
            store.closer.sweep();
            return store;
        } catch (SQLException e) {
            throw new ArchiveException("the archive " + file + " cannot be opened", e);
        }
    }

    /** The ordinal of a topic; a new one for one never seen. */
    public synchronized int log(String topicId) {
        try (PreparedStatement find = connection.prepareStatement("SELECT log FROM logs WHERE topic_id = ?")) {
            find.setString(1, topicId);
            try (ResultSet found = find.executeQuery()) {
                if (found.next()) {
                    return found.getInt(1);
                }
            }
            try (PreparedStatement add =
                    connection.prepareStatement("INSERT INTO logs SELECT coalesce(max(log), -1) + 1, ? FROM logs")) {
                add.setString(1, topicId);
                add.execute();
            }
            return log(topicId);
        } catch (SQLException e) {
            throw new ArchiveException("the archive's logs cannot be read", e);
        }
    }

    /** By partition, the offset that comes next. */
    public synchronized Map<Integer, Long> nextOffsets(int log) {
        Map<Integer, Long> next = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT part, next_offset FROM offsets WHERE log = ?")) {
            query.setInt(1, log);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    next.put(rows.getInt(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new ArchiveException("the archive's offsets cannot be read", e);
        }
        return next;
    }

    /** An observation and where it stands in the log. */
    public record Entry(Position position, Observation observation) {}

    /** Adds {@code entries} and moves the offsets of their log, both or neither. */
    public synchronized void add(int log, List<Entry> entries, Map<Integer, Long> nextOffsets) {
        try (Statement statement = connection.createStatement()) {
            // not setAutoCommit(false): with the appender that is not atomic under kill -9
            statement.execute("BEGIN TRANSACTION");
            try {
                try (DuckDBAppender appender = connection.createAppender("observations")) {
                    RowWriter writer = new RowWriter(appender);
                    for (Entry entry : entries) {
                        writer.write(entry.position, entry.observation);
                    }
                }
                move(log, nextOffsets);
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } catch (SQLException e) {
            throw new ArchiveException("the archive cannot be written", e);
        }
    }

    private void move(int log, Map<Integer, Long> nextOffsets) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement("UPDATE offsets SET next_offset = ? WHERE log = ? AND part = ?");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO offsets VALUES (?, ?, ?)")) {
            for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
                update.setLong(1, next.getValue());
                update.setInt(2, log);
                update.setInt(3, next.getKey());
                if (update.executeUpdate() == 0) {
                    insert.setInt(1, log);
                    insert.setInt(2, next.getKey());
                    insert.setLong(3, next.getValue());
                    insert.execute();
                }
            }
        }
    }

    /**
     * Moves the days before {@code open} into Parquet files, each at once or not at all.
     *
     * @param open the first day, in UTC, for which more is expected
     * @return how many observations were moved
     */
    public synchronized long closeDays(LocalDate open) {
        try {
            return closer.close(open);
        } catch (IOException | SQLException e) {
            throw new ArchiveException("a day cannot be closed", e);
        }
    }

    /** Lets closed days before {@code kept} go. @return how many observations that were */
    public synchronized long dropDays(LocalDate kept) {
        try {
            return closer.drop(kept);
        } catch (IOException | SQLException e) {
            throw new ArchiveException("old days cannot be dropped", e);
        }
    }

    /** Answers questions, beside the writer. */
    public ArchiveReader reader() {
        return reader;
    }

    private Connection duplicate() throws SQLException {
        return connection.duplicate();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ArchiveException("the archive does not close", e);
        }
    }
}
