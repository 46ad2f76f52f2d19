package org.cordon.collector.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves days that are over from the table to immutable Parquet files, and lets the oldest go.
 *
 * <p>A file is written aside, flushed to the disk and renamed; then one transaction enters it into the {@link Catalogue} and
 * deletes its rows. Killed before that transaction, the rows are still in the table and the file is swept away at the next
 * start; killed after it, all is done. What comes late for a day that was closed makes a further part of it.
 */
final class DayCloser {
    private static final String ASIDE = ".new";

    private final Connection connection;
    private final Path folder;
    private final Consumer<Step> reached;
    private final List<Path> dropped = new ArrayList<>();

    /** Where a kill may come in between. */
    enum Step {
        WRITTEN,
        RENAMED,
        ENTERED,
        DELETED,
        COMMITTED
    }

    /** @param reached is told of each step: tests kill there */
    DayCloser(Connection connection, Path folder, Consumer<Step> reached) {
        this.connection = connection;
        this.folder = folder;
        this.reached = reached;
    }

    /** Deletes what no catalogue names: files that were not finished, and those that have been dropped. */
    void sweep() throws IOException, SQLException {
        Files.createDirectories(folder);
        Set<String> known =
                Catalogue.all(connection).stream().map(Catalogue.Part::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("observations-") && !known.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Closes every day before {@code open}. @return the observations that were moved */
    long close(LocalDate open) throws IOException, SQLException {
        long moved = 0;
        for (LocalDate day : days(open)) {
            moved += closeDay(day);
        }
        return moved;
    }

    private List<LocalDate> days(LocalDate open) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT CAST(\"at\" AS DATE) AS d FROM observations"
                        + " WHERE \"at\" < DATE '" + open + "' ORDER BY d")) {
            while (rows.next()) {
                Date day = Objects.requireNonNull(rows.getDate(1));
                days.add(day.toLocalDate());
            }
        }
        return days;
    }

    private long closeDay(LocalDate day) throws IOException, SQLException {
        Path file = folder.resolve(nextName(day));
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        String where = " WHERE \"at\" >= DATE '" + day + "' AND \"at\" < DATE '" + day.plusDays(1) + "'";
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM observations" + where + " ORDER BY log, part, off, idx) TO "
                    + Catalogue.quoted(aside) + " (FORMAT parquet, COMPRESSION zstd)");
            flush(aside);
            reached.accept(Step.WRITTEN);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flush(folder);
            reached.accept(Step.RENAMED);
            long count = rowsOf(statement, file);
            enter(statement, new Catalogue.Part(file.getFileName().toString(), day, count, sha256(file)), where);
            return count;
        }
    }

    private String nextName(LocalDate day) throws SQLException {
        long there = Catalogue.all(connection).stream()
                .filter(part -> part.day().equals(day))
                .count();
        return "observations-" + day + "-" + (there + 1) + ".parquet";
    }

    private void enter(Statement statement, Catalogue.Part part, String where) throws SQLException {
        statement.execute("BEGIN TRANSACTION");
        try {
            Catalogue.enter(connection, part);
            reached.accept(Step.ENTERED);
            int deleted = statement.executeUpdate("DELETE FROM observations" + where);
            if (deleted != part.observations()) {
                throw new SQLException(
                        part.file() + " holds " + part.observations() + " observations, the table held " + deleted);
            }
            reached.accept(Step.DELETED);
            statement.execute("COMMIT");
            reached.accept(Step.COMMITTED);
        } catch (SQLException | RuntimeException e) {
            statement.execute("ROLLBACK");
            throw e;
        }
    }

    /** Read back from the file itself: what is deleted from the table has been seen in it. */
    private static long rowsOf(Statement statement, Path file) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT count(*) FROM read_parquet(" + Catalogue.quoted(file) + ")")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Lets the files of days before {@code kept} go. They leave the catalogue now and the disk at the next call: somebody
     * may be reading them.
     */
    long drop(LocalDate kept) throws IOException, SQLException {
        for (Path file : dropped) {
            Files.deleteIfExists(file);
        }
        dropped.clear();
        List<Catalogue.Part> old = Catalogue.all(connection).stream()
                .filter(part -> part.day().isBefore(kept))
                .toList();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM parts WHERE \"day\" < DATE '" + kept + "'");
        }
        old.forEach(part -> dropped.add(folder.resolve(part.file())));
        return old.stream().mapToLong(Catalogue.Part::observations).sum();
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** In hexadecimal. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
