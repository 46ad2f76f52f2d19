package org.cordon.collector.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which Parquet files belong to the archive. A file counts from the transaction that enters it here, whatever lies in the
 * folder; so rows are in the table or in a file, never in both.
 */
final class Catalogue {
    /** The folder of the files, beside the database. */
    static final String FOLDER = "parquet";

    private Catalogue() {}

    /**
     * A file of one day's observations.
     *
     * @param file its name inside {@link #FOLDER}
     * @param day on which, in UTC, its observations began
     * @param observations how many
     * @param sha256 of its bytes, in hexadecimal
     */
    record Part(String file, LocalDate day, long observations, String sha256) {}

    static void create(Statement statement) throws SQLException {
        statement.execute("""
                CREATE TABLE IF NOT EXISTS parts (
                    file VARCHAR PRIMARY KEY, "day" DATE NOT NULL, observations BIGINT NOT NULL, sha256 VARCHAR NOT NULL)""");
    }

    static void enter(Connection connection, Part part) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO parts VALUES (?, ?, ?, ?)")) {
            insert.setString(1, part.file);
            insert.setObject(2, part.day);
            insert.setLong(3, part.observations);
            insert.setString(4, part.sha256);
            insert.execute();
        }
    }

    /** All parts, the oldest day first. */
    static List<Part> all(Connection connection) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT file, \"day\", observations, sha256 FROM parts ORDER BY \"day\", file")) {
            while (rows.next()) {
                Date day = Objects.requireNonNull(rows.getDate(2));
                parts.add(new Part(rows.getString(1), day.toLocalDate(), rows.getLong(3), rows.getString(4)));
            }
        }
        return parts;
    }

    /**
     * Table and files as one relation, to stand behind FROM. Files of days that cannot matter are left out.
     *
     * @param since begun at this instant or later; null: from the first
     * @param until begun before this instant; null: to the last
     */
    static String relation(Connection connection, Path folder, @Nullable Instant since, @Nullable Instant until)
            throws SQLException {
        List<Part> wanted = all(connection).stream()
                .filter(part -> since == null || !end(part.day).isBefore(since))
                .filter(part -> until == null || begin(part.day).isBefore(until))
                .toList();
        if (wanted.isEmpty()) {
            return "observations";
        }
        String files =
                wanted.stream().map(part -> quoted(folder.resolve(part.file))).collect(Collectors.joining(", "));
        return "(SELECT * FROM observations UNION ALL SELECT * FROM read_parquet([" + files + "]))";
    }

    /** A path as an SQL text. */
    static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }

    static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(LocalDate day) {
        return begin(day.plusDays(1));
    }
}
