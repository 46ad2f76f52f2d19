package org.cordon.collector.pictures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.cordon.collector.words.Moments;

/** A time axis with round times of the people concerned. */
final class TimeAxis {
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 43_200, 129_600, 525_600, 5_256_000
    };

    private final Instant from;
    private final Instant to;
    private final double x;
    private final double width;
    private final Moments moments;

    TimeAxis(Instant from, Instant to, double x, double width, Moments moments) {
        this.from = from;
        this.to = to.isAfter(from.plusSeconds(60)) ? to : from.plusSeconds(60);
        this.x = x;
        this.width = width;
        this.moments = moments;
    }

    /** Where it begins. */
    double left() {
        return x;
    }

    /** The place of {@code when}; times outside are at the ends. */
    double at(Instant when) {
        double part = (double) Duration.between(from, when).toMillis()
                / Duration.between(from, to).toMillis();
        return x + width * Math.max(0, Math.min(1, part));
    }

    /** Ticks with labels below {@code bottom}, thin lines up to {@code top}. */
    void draw(Sheet sheet, double top, double bottom) {
        int most = Math.max(2, (int) (width / 85));
        long minutes = Duration.between(from, to).toMinutes();
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && minutes / STEPS[i] <= most; i--) {
            step = STEPS[i];
        }
        boolean hours = step < 1440;
        double line = bottom + 5 + sheet.small();
        String above = "";
        for (Instant tick : ticks(step)) {
            double place = at(tick);
            if (place < x + 14 || place > x + width - 14) {
                continue;
            }
            sheet.line(place, top, place, bottom + 4, Sheet.RULE, 1);
            sheet.label(hours ? moments.time(tick) : moments.day(tick), place, line, Mark.Anchor.MIDDLE);
            String next = hours ? moments.day(tick) : moments.year(tick);
            if (!next.equals(above)) {
                sheet.label(next, place, line + sheet.small() * 1.3, Mark.Anchor.MIDDLE);
                above = next;
            }
        }
    }

    /** Height of the labels. */
    static double height(Sheet sheet) {
        return 14 + sheet.small() * 2.8;
    }

    private List<Instant> ticks(long minutes) {
        List<Instant> ticks = new ArrayList<>();
        ZonedDateTime tick = from.atZone(moments.zone()).truncatedTo(ChronoUnit.DAYS);
        long days = minutes / 1440;
        while (tick.toInstant().isBefore(to)) {
            if (!tick.toInstant().isBefore(from)) {
                ticks.add(tick.toInstant());
            }
            tick = days > 0 ? tick.plusDays(days) : tick.plusMinutes(minutes);
        }
        return ticks;
    }
}
