package org.cordon.collector.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationWriter;
import org.jspecify.annotations.Nullable;

/**
 * An archive written out for others: one data file, a manifest, and checksums that {@code sha256sum -c} reads. The folder
 * appears under its name when all of it is there; killed before, a folder {@code ….new} is left that the next try replaces.
 */
public final class Export {
    private static final int CHUNK = 5_000;

    private final ArchiveFile archive;
    private final Order order;

    /** How the data file is written. */
    public enum Format {
        PARQUET,
        NDJSON,
        CSV;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String options() {
            return switch (this) {
                case PARQUET -> "(FORMAT parquet, COMPRESSION zstd)";
                case NDJSON -> "(FORMAT json)";
                case CSV -> "(FORMAT csv, HEADER)";
            };
        }
    }

    /**
     * What is wanted.
     *
     * @param records single observations, for vetted researchers; otherwise counts
     * @param fine of counts: per /24 or /48 and hour, which points at volunteers wherever few others visit such a range
     * @param leastSites of counts: a cell that fewer sites measured is left out
     * @param since begun at this instant or later
     * @param until begun before this instant
     */
    public record Order(
            Format format,
            boolean records,
            boolean fine,
            int leastSites,
            @Nullable Instant since,
            @Nullable Instant until) {
        private String name() {
            return (records ? "observations." : "counts.") + format.word();
        }
    }

    /** What was written; the manifest. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Manifest(
            int v,
            String what,
            String format,
            @Nullable Integer leastSites,
            @Nullable Instant since,
            @Nullable Instant until,
            long observations,
            List<Written> files) {}

    /** A data file. @param rows cells or observations in it */
    public record Written(String name, long rows, long bytes, String sha256) {}

    public Export(ArchiveFile archive, Order order) {
        this.archive = archive;
        this.order = order;
    }

    /**
     * Writes folder {@code out}.
     *
     * @throws IOException if it exists, or cannot be written
     */
    public Manifest write(Path out) throws IOException {
        if (Files.exists(out)) {
            throw new IOException(out + " exists; an export makes a folder of its own");
        }
        Path target = out.toAbsolutePath();
        Path aside = target.resolveSibling(target.getFileName() + ".new");
        delete(aside);
        Files.createDirectories(aside);
        try {
            Manifest manifest = writeInto(aside);
            Json.mapper().writeValue(aside.resolve("manifest.json").toFile(), manifest);
            Written data = manifest.files.get(0);
            Files.writeString(aside.resolve("SHA256SUMS"), data.sha256 + "  " + data.name + "\n");
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (SQLException e) {
            throw new IOException("the archive cannot be exported: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Manifest writeInto(Path folder) throws IOException, SQLException {
        Path file = folder.resolve(order.name());
        long[] rowsAndObservations = order.records && order.format == Format.NDJSON ? lines(file) : copy(file);
        Written written = new Written(order.name(), rowsAndObservations[0], Files.size(file), DayCloser.sha256(file));
        return new Manifest(
                1,
                order.records
                        ? "observations"
                        : order.fine ? "counts by /24 or /48 and hour" : "counts by list and day",
                order.format.word(),
                order.records ? null : order.leastSites,
                order.since,
                order.until,
                rowsAndObservations[1],
                List.of(written));
    }

    private long[] copy(Path file) throws IOException, SQLException {
        try (Connection connection = archive.connect();
                Statement statement = connection.createStatement()) {
            String relation = Catalogue.relation(connection, archive.folder(), order.since, order.until);
            String select = order.records
                    ? "SELECT " + Schema.PUBLIC + " FROM " + relation + where() + " ORDER BY log, part, off, idx"
                    : counts(relation);
            statement.execute("COPY (" + select + ") TO " + Catalogue.quoted(file) + " " + order.format.options());
            String sums = order.records
                    ? "SELECT count(*), count(*) FROM " + relation + where()
                    : "SELECT count(*), coalesce(sum(observations), 0) FROM (" + select + ")";
            try (ResultSet rows = statement.executeQuery(sums)) {
                rows.next();
                return new long[] {rows.getLong(1), rows.getLong(2)};
            }
        }
    }

    private String where() {
        // made of instants, never of text from outside
        return " WHERE true"
                + (order.since == null ? "" : " AND \"at\" >= TIMESTAMPTZ '" + order.since + "' AT TIME ZONE 'UTC'")
                + (order.until == null ? "" : " AND \"at\" < TIMESTAMPTZ '" + order.until + "' AT TIME ZONE 'UTC'");
    }

    /** docs/formats.md §7: where enough sites measured, and nothing about proxies. A site nobody knows is none. */
    private String counts(String relation) {
        String time = order.fine ? "hour" : "day";
        String what = order.fine ? "net" : "list";
        return "SELECT date_trunc('" + time + "', \"at\") AS " + time + ", cc, asn, "
                + (order.fine ? Schema.NET + " AS net" : "list")
                + ", count(*) AS observations, count(failure) AS failed, count(DISTINCT site) AS sites FROM " + relation
                + where() + " AND family IS NOT NULL AND list IS NOT NULL AND list <> 'proxy'"
                + " AND test NOT IN ('socks5', 'mtproxy', 'openvpn')"
                + " GROUP BY ALL HAVING count(DISTINCT site) >= " + order.leastSites
                + " ORDER BY " + time + ", cc, asn, " + what;
    }

    private long[] lines(Path file) throws IOException {
        ObservationQuery query = new ObservationQuery(order.since, order.until, null, null, null, null, null, null);
        ArchiveReader reader = archive.reader();
        long count = 0;
        Position from = Position.START;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ObservationWriter writer = new ObservationWriter(out)) {
            for (List<ArchiveStore.Entry> page = reader.read(query, from, CHUNK);
                    !page.isEmpty();
                    page = reader.read(query, from, CHUNK)) {
                for (ArchiveStore.Entry entry : page) {
                    writer.write(entry.observation());
                }
                from = page.get(page.size() - 1).position();
                count += page.size();
            }
        }
        return new long[] {count, count};
    }
}
