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

    private Schema() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS logs (log INTEGER PRIMARY KEY, topic_id VARCHAR NOT NULL)");
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
