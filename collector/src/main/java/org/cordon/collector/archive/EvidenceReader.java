package org.cordon.collector.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cordon.analysis.collateral.CountedAttempts;
import org.cordon.analysis.collateral.NameOrPrefix;
import org.cordon.analysis.collateral.ServiceAddresses;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.registry.Network;
import org.cordon.analysis.registry.ReachedTargets;

/**
 * Counts that the archive makes for reports about services and the register, under the same conditions under which the
 * reports take single observations. The time of an observation is that of its folding, here too.
 */
public final class EvidenceReader {
    /** Rows of an answer; what is beyond them is not counted, so a service becomes less measured, never more. */
    private static final int MOST_ROWS = 500_000;

    /** So long after its attempt an observation may arrive at most: files of older days cannot matter. */
    private static final Duration LATE = Duration.ofDays(31);

    private static final String TIME = "coalesce(received, \"at\")";
    private static final String NAME =
            "CASE WHEN starts_with(lower(host), 'www.') THEN substr(lower(host), 5) ELSE lower(host) END";
    private static final String OWN = "(pair_id IS NULL OR pair_arm = '" + NameOrPrefix.TARGET + "')";
    private static final String NORMAL = "(mode IS NULL OR mode = 'normal')";

    private final ArchiveReader archive;

    public EvidenceReader(ArchiveReader archive) {
        this.archive = archive;
    }

    /** Under which addresses controls saw names from {@code from} to {@code to}; to the day, at most. */
    public ServiceAddresses resolutions(Instant from, Instant to) {
        String sql = "SELECT " + NAME + " AS name, ip, epoch_ms(min(" + TIME + ")), epoch_ms(max(" + TIME + ")) AS last"
                + " FROM $observations WHERE test = 'dns' AND failure IS NULL AND role = 'control' AND host IS NOT NULL"
                + " AND ip IS NOT NULL AND " + TIME + " BETWEEN ? AND ?"
                + " GROUP BY name, ip, date_trunc('day', " + TIME + ") ORDER BY last, name, ip LIMIT " + MOST_ROWS;
        List<Object> values = List.of(ArchiveReader.time(from), ArchiveReader.time(to));
        return archive.ask(sql, from.minus(LATE), null, values, rows -> {
            ServiceAddresses addresses = new ServiceAddresses();
            while (rows.next()) {
                addresses.add(text(rows, 1), Address.parse(text(rows, 2)), instant(rows, 3), instant(rows, 4));
            }
            return addresses;
        });
    }

    /**
     * Attempts at {@code hosts} until {@code until}, counted from each of {@code starts} to the next. Those of DNS
     * are left out, those of pairs that do not ask for the name at its own address, and those of vantage points outside of
     * {@code networks}.
     *
     * @param hosts in lower case, without {@code www.}
     */
    public List<CountedAttempts> attempts(
            Collection<String> hosts, Collection<Long> networks, Collection<Instant> starts, Instant until) {
        if (hosts.isEmpty() || starts.isEmpty()) {
            return List.of();
        }
        String sql =
                "WITH attempts AS (SELECT " + NAME + " AS name, ip, asn, role = 'control' AS control, failure, " + TIME
                        + " AS t FROM $observations WHERE host IS NOT NULL AND ip IS NOT NULL AND " + OWN
                        + " AND test <> 'dns' AND " + NORMAL
                        + " AND " + TIME + " <= ?), starts AS (SELECT epoch_ms(CAST(s AS BIGINT)) AS since FROM "
                        + list("s") + ") SELECT name, ip, asn, control, epoch_ms(since) AS begin, count(failure),"
                        + " count(*) - count(failure) FROM attempts ASOF JOIN starts ON t >= since"
                        + " WHERE name IN (SELECT h FROM " + list("h") + ")"
                        + " AND (control OR CAST(asn AS VARCHAR) IN (SELECT n FROM " + list("n") + "))"
                        + " GROUP BY name, ip, asn, control, since ORDER BY begin DESC, name, ip, asn, control LIMIT "
                        + MOST_ROWS;
        Instant first = starts.stream().min(Instant::compareTo).orElseThrow();
        List<Object> values = List.of(
                ArchiveReader.time(until),
                words(starts.stream().map(Instant::toEpochMilli).toList()),
                words(hosts),
                words(networks));
        return archive.ask(sql, first.minus(LATE), null, values, rows -> {
            List<CountedAttempts> counted = new ArrayList<>();
            while (rows.next()) {
                counted.add(new CountedAttempts(
                        text(rows, 1),
                        Address.parse(text(rows, 2)),
                        rows.getLong(3),
                        rows.getBoolean(4),
                        instant(rows, 5),
                        rows.getInt(6),
                        rows.getInt(7)));
            }
            return counted;
        });
    }

    /** What paired attempts from {@code from} to {@code to} prove of names: the pairs of which a probe asked by name. */
    public List<NameOrPrefix.Finding> pairs(Instant from, Instant to) {
        String sql = "SELECT probe, role, cc, asn, ip, host, failure, pair_id, pair_arm FROM $observations"
                + " WHERE pair_id IS NOT NULL AND test <> 'dns' AND ip IS NOT NULL AND " + NORMAL + " AND " + TIME
                + " BETWEEN ? AND ? ORDER BY " + TIME + " DESC, id LIMIT " + MOST_ROWS;
        List<Object> values = List.of(ArchiveReader.time(from), ArchiveReader.time(to));
        return archive.ask(sql, from.minus(LATE), null, values, rows -> {
            NameOrPrefix proof = new NameOrPrefix();
            while (rows.next()) {
                proof.accept(new NameOrPrefix.Attempt(
                        text(rows, 1),
                        text(rows, 2).equals("control") ? Role.CONTROL : Role.VANTAGE,
                        text(rows, 3),
                        rows.getLong(4),
                        Address.parse(text(rows, 5)),
                        rows.getString(6),
                        rows.getString(7) == null,
                        text(rows, 8),
                        text(rows, 9)));
            }
            return proof.findings();
        });
    }

    /** Which addresses each network reached from {@code from} to {@code to}. */
    public ReachedTargets reached(Instant from, Instant to) {
        String sql = "SELECT asn, cc, ip, bool_or(failure IS NULL) FROM $observations WHERE role = 'vantage'"
                + " AND ip IS NOT NULL AND " + NORMAL + " AND " + TIME + " BETWEEN ? AND ?"
                + " GROUP BY asn, cc, ip ORDER BY asn, cc, ip LIMIT " + MOST_ROWS;
        List<Object> values = List.of(ArchiveReader.time(from), ArchiveReader.time(to));
        return archive.ask(sql, from.minus(LATE), null, values, rows -> {
            ReachedTargets reached = new ReachedTargets(from, to);
            while (rows.next()) {
                Network network = new Network(rows.getLong(1), text(rows, 2));
                reached.measured(network);
                if (rows.getBoolean(4)) {
                    reached.reached(network, Address.parse(text(rows, 3)));
                }
            }
            return reached;
        });
    }

    /** One parameter that holds many words, none of which has a blank. */
    private static String list(String column) {
        return "(SELECT unnest(string_split(?, ' ')) AS " + column + ")";
    }

    private static String words(Collection<?> words) {
        return words.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNull(rows.getString(column));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return Instant.ofEpochMilli(rows.getLong(column));
    }
}
