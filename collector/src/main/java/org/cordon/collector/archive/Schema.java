package org.cordon.collector.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The archive's tables. */
final class Schema {
    /** Columns of an observation in the order in which {@link RowWriter} writes and {@link RowReader} reads them. */
    static final String COLUMNS = """
            id, probe, site, role, cc, asn, access, region, run, mode, epoch_ms("at"), epoch_ms(received), test, list,
            list_version, ip, port, host, failure, operation, ms, timeout_ms, try, since_last_ms, pair_id, pair_arm,
            pair_order, detail""";

    /** What is given away of an observation where records are given away: section 1 of docs/formats.md. */
    static final String PUBLIC = """
            id, probe, site, role, cc, asn, access, region, run, mode, "at", received, test, list, list_version, ip, port,
            host, failure, operation, ms, timeout_ms, try, since_last_ms, pair_id, pair_arm, pair_order, detail""";

    /** The upper half of an address with its bits as they are; arithmetic shifts do no harm below a mask. */
    private static final String BITS = "xor(high, -9223372036854775807 - 1)";

    /** The /24 or /48 around an address, canonical text (RFC 5952). */
    static final String NET = "CASE family WHEN 4 THEN concat_ws('.', " + byteAt(56) + ", " + byteAt(48) + ", "
            + byteAt(40) + ") || '.0/24' ELSE regexp_replace(format('{:x}:{:x}:{:x}', " + group(48) + ", " + group(32)
            + ", "
            + group(16) + "), '(:0)+$', '') || '::/48' END";

    private Schema() {}

    private static String byteAt(int shift) {
        return "((" + BITS + " >> " + shift + ") & 255)";
    }

    private static String group(int shift) {
        return "((" + BITS + " >> " + shift + ") & 65535)";
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS logs (log INTEGER PRIMARY KEY, topic_id VARCHAR NOT NULL)");
            Catalogue.create(statement);
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS offsets (
                        log INTEGER NOT NULL, part INTEGER NOT NULL, next_offset BIGINT NOT NULL)""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS observations (
                        log INTEGER NOT NULL, part INTEGER NOT NULL, off BIGINT NOT NULL, idx INTEGER NOT NULL,
                        family UTINYINT, high BIGINT, low BIGINT,
                        id VARCHAR NOT NULL, probe VARCHAR NOT NULL, site VARCHAR, role VARCHAR NOT NULL,
                        cc VARCHAR NOT NULL, asn BIGINT NOT NULL, access VARCHAR, region VARCHAR, run VARCHAR,
                        mode VARCHAR, "at" TIMESTAMP NOT NULL, received TIMESTAMP, test VARCHAR NOT NULL, list VARCHAR,
                        list_version VARCHAR, ip VARCHAR, port INTEGER NOT NULL, host VARCHAR, failure VARCHAR,
                        operation VARCHAR, ms DOUBLE, timeout_ms INTEGER, try INTEGER, since_last_ms BIGINT,
                        pair_id VARCHAR, pair_arm VARCHAR, pair_order INTEGER, detail VARCHAR)""");
        }
    }

    /** A signed 64-bit word whose order is that of {@code word} unsigned: SQL compares signed numbers. */
    static long ordered(long word) {
        return word ^ Long.MIN_VALUE;
    }
}
