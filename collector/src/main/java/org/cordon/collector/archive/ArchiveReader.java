package org.cordon.collector.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/** Questions to the archive. Every value from outside is a parameter, never part of the SQL. */
public final class ArchiveReader {
    /** Offsets that are looked at first for a page; each further look is at twice as many. */
    private static final long FIRST_WINDOW = 2_048;

    /** Questions that are answered at a time: each may take a good part of the memory that DuckDB has. */
    private static final int AT_A_TIME = 2;

    private static final int MOST_WAITING = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final Connections connections;
    private final Path folder;

    /** Makes a connection that its user closes. */
    interface Connections {
        Connection open() throws SQLException;
    }

    /** @param folder of the Parquet files */
    ArchiveReader(Connections connections, Path folder) {
        this.connections = connections;
        this.folder = folder;
    }

    /** Up to {@code limit} observations after {@code after}, in the order of the log. */
    public List<ArchiveStore.Entry> read(ObservationQuery query, Position after, int limit) {
        List<ArchiveStore.Entry> entries = new ArrayList<>();
        for (Position end : ends()) {
            if (end.compareTo(after) > 0 && entries.size() < limit) {
                boolean inside = after.log() == end.log() && after.part() == end.part();
                Position from = inside ? after : new Position(end.log(), end.part(), -1, -1);
                entries.addAll(read(query, from, end, limit - entries.size()));
            }
        }
        return entries;
    }

    /**
     * Reads a partition in windows of offsets. Table and files keep the log's order, so a window touches only a few of
     * their pieces, where one question for the first {@code limit} rows would look through all that come after them.
     */
    private List<ArchiveStore.Entry> read(ObservationQuery query, Position after, Position end, int limit) {
        List<ArchiveStore.Entry> entries = new ArrayList<>();
        Position from = after;
        long window = FIRST_WINDOW;
        while (entries.size() < limit && from.off() < end.off()) {
            Position to = new Position(end.log(), end.part(), Math.min(end.off(), from.off() + window), -1);
            entries.addAll(window(query, from, to, limit - entries.size()));
            from = to;
            window = Math.min(window * 2, Integer.MAX_VALUE);
        }
        return entries;
    }

    private List<ArchiveStore.Entry> window(ObservationQuery query, Position after, Position before, int limit) {
        Where where = new Where(query, after, before);
        String sql = "SELECT log, part, off, idx, " + Schema.COLUMNS + " FROM $observations WHERE " + where.sql()
                + " ORDER BY off, idx LIMIT " + limit;
        return ask(sql, query.since(), query.until(), where.values, rows -> {
            List<ArchiveStore.Entry> entries = new ArrayList<>();
            RowReader reader = new RowReader(rows);
            while (rows.next()) {
                entries.add(new ArchiveStore.Entry(reader.position(), reader.observation()));
            }
            return entries;
        });
    }

    /** As {@link #read}, but no further than the end of the partition in which {@code after} lies. */
    public List<ArchiveStore.Entry> readPartition(Position after, int limit) {
        return ends().stream()
                .filter(end -> end.log() == after.log() && end.part() == after.part())
                .flatMap(end -> read(ObservationQuery.ALL, after, end, limit).stream())
                .toList();
    }

    /** For each partition of each log the position behind its last observation. */
    private List<Position> ends() {
        return ask("SELECT log, part, next_offset FROM offsets ORDER BY log, part", List.of(), rows -> {
            List<Position> ends = new ArrayList<>();
            while (rows.next()) {
                ends.add(new Position(rows.getInt(1), rows.getInt(2), rows.getLong(3), -1));
            }
            return ends;
        });
    }

    /** For each partition of each log the position before its first observation. */
    List<Position> beginnings() {
        return ends().stream()
                .map(end -> new Position(end.log(), end.part(), -1, -1))
                .toList();
    }

    /**
     * For each partition of each topic that was followed before {@code topicId}, the position before its first observation.
     * Files that were imported are no topics.
     */
    public List<Position> before(String topicId) {
        String sql = """
                SELECT log, part FROM offsets JOIN logs USING (log)
                WHERE NOT starts_with(topic_id, 'file:')
                  AND log < (SELECT coalesce(max(log) FILTER (WHERE topic_id = ?), max(log) + 1) FROM logs)
                ORDER BY log, part""";
        return ask(sql, List.of(topicId), rows -> {
            List<Position> positions = new ArrayList<>();
            while (rows.next()) {
                positions.add(new Position(rows.getInt(1), rows.getInt(2), -1, -1));
            }
            return positions;
        });
    }

    /** The ordinal of a topic; empty for one that the archive has not seen. */
    public OptionalInt log(String topicId) {
        return ask(
                "SELECT log FROM logs WHERE topic_id = ?",
                List.of(topicId),
                rows -> rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty());
    }

    /** What a network sent since an instant. */
    public record Network(
            long asn, String cc, String role, long observations, long failed, long probes, Instant last) {}

    /** Networks that sent anything since {@code since}, by AS number. */
    public List<Network> networks(Instant since) {
        String sql = """
                SELECT asn, cc, role, count(*), count(failure), count(DISTINCT probe), epoch_ms(max("at"))
                FROM $observations WHERE "at" >= ? GROUP BY asn, cc, role ORDER BY asn, cc, role""";
        return ask(sql, since, null, List.of(time(since)), rows -> {
            List<Network> networks = new ArrayList<>();
            while (rows.next()) {
                networks.add(new Network(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        Instant.ofEpochMilli(rows.getLong(7))));
            }
            return networks;
        });
    }

    /** How many observations there are. */
    public long count() {
        return ask("SELECT count(*) FROM $observations", List.of(), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    interface Answer<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, List<Object> values, Answer<T> answer) {
        return ask(sql, null, null, values, answer);
    }

    /**
     * Catalogue and observations are those of one moment: a day that is closed meanwhile is counted once.
     *
     * @throws ArchiveBusyException if too many others ask
     */
    <T> T ask(String sql, @Nullable Instant since, @Nullable Instant until, List<Object> values, Answer<T> answer) {
        takePlace();
        try {
            return answered(sql, since, until, values, answer);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (places.getQueueLength() < MOST_WAITING
                    && places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ArchiveBusyException();
    }

    private <T> T answered(
            String sql, @Nullable Instant since, @Nullable Instant until, List<Object> values, Answer<T> answer) {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            String relation = sql.contains("$observations") ? Catalogue.relation(connection, folder, since, until) : "";
            T found = ask(connection, sql.replace("$observations", relation), values, answer);
            connection.commit();
            return found;
        } catch (SQLException e) {
            throw new ArchiveException("the archive cannot answer", e);
        }
    }

    private static <T> T ask(Connection connection, String sql, List<Object> values, Answer<T> answer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return answer.of(rows);
            }
        }
    }

    static Object time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The condition of a query, as SQL and its values. */
    private static final class Where {
        private final List<String> terms = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        /** @param before in the same partition as {@code after}, at the beginning of a record */
        Where(ObservationQuery query, Position after, Position before) {
            add("log = ? AND part = ?", before.log(), before.part());
            add("off >= ? AND (off > ? OR idx > ?)", after.off(), after.off(), after.idx());
            add("off < ?", before.off());
            if (query.since() != null) {
                add("\"at\" >= ?", time(query.since()));
            }
            if (query.until() != null) {
                add("\"at\" < ?", time(query.until()));
            }
            equal("cc", query.cc());
            equal("asn", query.asn());
            equal("test", query.test());
            equal("list", query.list());
            if (query.prefix() != null) {
                inside(query.prefix());
            }
            if (query.failed() != null) {
                add(query.failed() ? "failure IS NOT NULL" : "failure IS NULL");
            }
        }

        private void equal(String column, @Nullable Object value) {
            if (value != null) {
                add(column + " = ?", value);
            }
        }

        private void inside(Prefix prefix) {
            add("family = ?", prefix.family().bits() == 32 ? 4 : 6);
            add(
                    "high BETWEEN ? AND ?",
                    Schema.ordered(prefix.network().high()),
                    Schema.ordered(prefix.last().high()));
            if (prefix.length() > 64) {
                add(
                        "low BETWEEN ? AND ?",
                        Schema.ordered(prefix.network().low()),
                        Schema.ordered(prefix.last().low()));
            }
        }

        private void add(String term, Object... given) {
            terms.add(term);
            values.addAll(List.of(given));
        }

        String sql() {
            return String.join(" AND ", terms);
        }
    }
}
