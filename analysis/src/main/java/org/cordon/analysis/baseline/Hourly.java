package org.cordon.analysis.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cordon.analysis.observation.LinkMode;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.prefix.Prefix;

/**
 * Gathers attempts by network, prefix and hour of fold time, and asks a test of each series when the hour is over. An
 * hour without attempts is silent: what was said before stands.
 */
final class Hourly implements Baseline {
    private static final long HOUR = 3_600;

    /** What is made of a series of cells. */
    interface Test {
        /** Whether the prefix counts as blocked after {@code cell}. @param cell has at least one attempt */
        boolean blocked(Cell cell);
    }

    private static final class Series {
        final long asn;
        final Prefix prefix;
        final Test test;
        Cell cell = new Cell();

        Series(long asn, Prefix prefix, Test test) {
            this.asn = asn;
            this.prefix = prefix;
            this.test = test;
        }
    }

    private final String name;
    private final Units units;
    private final Supplier<Test> tests;
    private final Outside outside = new Outside();
    private final Map<Long, Map<Prefix, Series>> networks = new HashMap<>();
    private final List<Series> touched = new ArrayList<>();
    private final ClaimLog log = new ClaimLog();
    private long hour = Long.MIN_VALUE;

    /** @param tests makes the test of one series */
    Hourly(String name, Units units, Supplier<Test> tests) {
        this.name = name;
        this.units = units;
        this.tests = tests;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void accept(Observation o) {
        Address ip = o.ip();
        if (ip == null || (o.mode() != null && o.mode() != LinkMode.NORMAL)) {
            return;
        }
        advance(Math.floorDiv(o.foldTime().getEpochSecond(), HOUR));
        if (o.role() == Role.CONTROL) {
            outside.saw(o);
            return;
        }
        Series series = networks.computeIfAbsent(o.asn(), asn -> new HashMap<>())
                .computeIfAbsent(units.of(ip), prefix -> new Series(o.asn(), prefix, tests.get()));
        if (series.cell.attempts() == 0) {
            touched.add(series);
        }
        series.cell.add(outside.of(o));
    }

    private void advance(long now) {
        if (now > hour) {
            touched.forEach(this::close);
            touched.clear();
            hour = now;
        }
    }

    private void close(Series series) {
        Instant over = Instant.ofEpochSecond((hour + 1) * HOUR);
        log.say(series.asn, series.prefix, series.test.blocked(series.cell), over);
        series.cell = new Cell();
    }

    @Override
    public List<Claim> claims() {
        advance(Long.MAX_VALUE);
        return log.claims();
    }
}
