package org.cordon.collector.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.cordon.analysis.prefix.Prefix;

/** Questions to the archive. Every value from outside is a parameter, never part of the SQL. */
public final class ArchiveReader {
    private final Connections connections;

    /** Makes a connection that its user closes. */
    interface Connections {
        Connection open() throws SQLException;
    }

    ArchiveReader(Connections connections) {
        this.connections = connections;
    }

    /** Up to {@code limit} observations after {@code after}, in the order of the log. */
    public List<ArchiveStore.Entry> read(ObservationQuery query, Position after, int limit) {
        Where where = new Where(query, after);
        String sql = "SELECT log, part, off, idx, " + Schema.COLUMNS + " FROM observations WHERE " + where.sql()
                + " ORDER BY log, part, off, idx LIMIT " + limit;
        return ask(sql, where.values, rows -> {
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
        return read(ObservationQuery.ALL, after, limit).stream()
                .filter(entry -> entry.position().log() == after.log()
                        && entry.position().part() == after.part())
                .toList();
    }

    /** For each partition of each log the position before its first observation. */
    List<Position> beginnings() {
        return ask("SELECT log, part FROM offsets ORDER BY log, part", List.of(), rows -> {
            List<Position> beginnings = new ArrayList<>();
            while (rows.next()) {
                beginnings.add(new Position(rows.getInt(1), rows.getInt(2), -1, -1));
            }
            return beginnings;
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
                FROM observations WHERE "at" >= ? GROUP BY asn, cc, role ORDER BY asn, cc, role""";
        return ask(sql, List.of(time(since)), rows -> {
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
        return ask("SELECT count(*) FROM observations", List.of(), rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    private interface Answer<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, List<Object> values, Answer<T> answer) {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return answer.of(rows);
            }
        } catch (SQLException e) {
            throw new ArchiveException("the archive cannot answer", e);
        }
    }

    private static Object time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The condition of a query, as SQL and its values. */
    private static final class Where {
        private final List<String> terms = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Where(ObservationQuery query, Position after) {
            add("(log, part, off, idx) > (?, ?, ?, ?)", after.log(), after.part(), after.off(), after.idx());
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

        private void equal(String column, @org.jspecify.annotations.Nullable Object value) {
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
