package org.cordon.collector.pictures;

import java.awt.geom.Path2D;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.prefix.Family;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Moments;
import org.cordon.collector.words.Phrases;
import org.cordon.collector.words.Sentences;
import org.jspecify.annotations.Nullable;

/** How many addresses are cut off, over time: all of them, and the target's own. */
public final class BlockedCurve {
    private static final String ALL = "#d55e00";
    private static final String PALE = "#f6d5bd";
    private static final String TARGET = "#00527f";

    private final Collection<Block> blocks;
    private final Collection<Prefix> targetSpace;
    private final String target;
    private final Sentences sentences;
    private final Credit credit;

    /** @param target whom the blocks are meant for, {@code targetSpace} its own prefixes */
    public BlockedCurve(
            Collection<Block> blocks,
            String target,
            Collection<Prefix> targetSpace,
            Sentences sentences,
            Credit credit) {
        this.blocks = blocks;
        this.target = target;
        this.targetSpace = targetSpace.stream()
                .filter(prefix -> prefix.family() == Family.IPV4)
                .toList();
        this.sentences = sentences;
        this.credit = credit;
    }

    /**
     * The curve.
     *
     * @param cc whose networks' blocks; null: all
     * @param since null: from shortly before the first block
     * @param now the moment at which all this is known; nothing is drawn beyond it or {@code until}
     */
    public Picture of(@Nullable String cc, @Nullable Instant since, @Nullable Instant until, Instant now, int width) {
        List<SpaceOverTime.Step> steps = SpaceOverTime.steps(BlockedSpace.counting(blocks, cc), targetSpace);
        Instant to = until == null || until.isAfter(now) ? now : until;
        Instant from = since == null ? begin(steps, to) : since;
        Phrases phrases = sentences.phrases();
        Moments moments = Moments.of(phrases, cc == null ? "" : cc);
        List<SpaceOverTime.Step> shown = within(steps, from, to);
        String title = cc == null
                ? phrases.say("curve.title.all")
                : phrases.say("curve.title", "country", sentences.country(cc));
        String summary = summary(shown, moments);
        Sheet sheet = new Sheet(width);
        sheet.title(title);
        sheet.subtitle(summary);
        plot(sheet, shown, new Span(from, to), moments);
        return sheet.done(phrases.language().tag(), title, summary, credit.say(phrases, moments.full(now)));
    }

    private record Span(Instant from, Instant to) {}

    /** Shortly before it came to a hundredth of its peak: a single early block must not press all else to the edge. */
    private static Instant begin(List<SpaceOverTime.Step> steps, Instant to) {
        long noticed = SpaceOverTime.most(steps).longValue() / 100;
        Instant first = steps.stream()
                .filter(step -> step.all() > noticed)
                .map(SpaceOverTime.Step::when)
                .findFirst()
                .orElse(to);
        Duration shown = Duration.between(first, to);
        return shown.compareTo(Duration.ofMinutes(10)) < 0
                ? to.minus(Duration.ofDays(1))
                : first.minus(shown.dividedBy(20));
    }

    /** From the state at {@code from} to the one at {@code to}. */
    private static List<SpaceOverTime.Step> within(List<SpaceOverTime.Step> steps, Instant from, Instant to) {
        SpaceOverTime.Step state = new SpaceOverTime.Step(from, 0, 0);
        List<SpaceOverTime.Step> shown = new ArrayList<>();
        for (SpaceOverTime.Step step : steps) {
            if (!step.when().isAfter(from)) {
                state = new SpaceOverTime.Step(from, step.all(), step.target());
            } else if (!step.when().isAfter(to)) {
                shown.add(step);
            }
        }
        shown.add(0, state);
        return shown;
    }

    private String summary(List<SpaceOverTime.Step> shown, Moments moments) {
        Phrases phrases = sentences.phrases();
        BigInteger most = SpaceOverTime.most(shown);
        if (most.signum() == 0) {
            return phrases.say("map.nothing");
        }
        SpaceOverTime.Step peak = shown.stream()
                .filter(step -> step.all() == most.longValue())
                .findFirst()
                .orElseThrow();
        SpaceOverTime.Step last = shown.get(shown.size() - 1);
        String name = sentences.provider(target);
        String own = phrases.count("curve.target", peak.target(), "target", name);
        String peakSaid = phrases.count("curve.peak", most, "when", moments.full(peak.when()), "own", own);
        return last.all() == peak.all() ? peakSaid : peakSaid + " " + phrases.count("curve.last", last.all());
    }

    private void plot(Sheet sheet, List<SpaceOverTime.Step> shown, Span span, Moments moments) {
        // where nothing was cut off there is nothing to measure by
        long most = Math.max(1, SpaceOverTime.most(shown).longValue());
        long step = SpaceOverTime.most(shown).signum() == 0 ? most * 2 : step(most);
        double top = sheet.y() + sheet.small() * 1.5;
        double height = sheet.isNarrow() ? 170 : 300;
        double bottom = top + height;
        double ceiling = most * 1.15;
        double numbers = Glyphs.shipped().width(number(most), sheet.small(), Mark.Style.PLAIN) + 8;
        double left = sheet.margin() + numbers;
        double right = sheet.margin() + sheet.inner();
        TimeAxis axis = new TimeAxis(span.from(), span.to(), left, right - left, moments);
        axis.draw(sheet, top, bottom);
        ToLongFunction<SpaceOverTime.Step> all = SpaceOverTime.Step::all;
        Path2D line = line(shown, all, axis, span, bottom, height / ceiling, sheet.inner());
        Path2D area = new Path2D.Double(line);
        area.lineTo(axis.at(span.to()), bottom);
        area.lineTo(axis.at(span.from()), bottom);
        area.closePath();
        sheet.area(area, PALE, false);
        for (long value = step; value < ceiling; value += step) {
            double y = bottom - value * height / ceiling;
            sheet.line(left, y, right, y, Sheet.RULE, 1);
            sheet.label(number(value), left - 6, y + sheet.small() / 3, Mark.Anchor.END);
        }
        sheet.line(line, ALL, 2.5);
        sheet.line(
                line(shown, SpaceOverTime.Step::target, axis, span, bottom, height / ceiling, sheet.inner()),
                TARGET,
                2.5);
        sheet.line(left, bottom, right, bottom, Sheet.INK, 1);
        peak(sheet, shown, axis, bottom - most * height / ceiling);
        sheet.skip(bottom - sheet.y() + TimeAxis.height(sheet));
        key(sheet);
    }

    private String number(long value) {
        return sentences.phrases().language().number(BigInteger.valueOf(value));
    }

    /** The largest figure, where it was reached. */
    private void peak(Sheet sheet, List<SpaceOverTime.Step> shown, TimeAxis axis, double y) {
        BigInteger most = SpaceOverTime.most(shown);
        if (most.signum() == 0) {
            return;
        }
        double place = shown.stream()
                .filter(step -> step.all() == most.longValue())
                .mapToDouble(step -> axis.at(step.when()))
                .findFirst()
                .orElse(0);
        boolean left = place < sheet.margin() + sheet.inner() / 2;
        String text = number(most.longValue());
        Mark.Anchor anchor = left ? Mark.Anchor.START : Mark.Anchor.END;
        double x = left ? place + 2 : Math.min(place + 60, sheet.margin() + sheet.inner());
        sheet.label(text, x, y - 6, sheet.small() + 2, Mark.Style.BOLD, anchor, Sheet.INK, true);
    }

    private void key(Sheet sheet) {
        Phrases phrases = sentences.phrases();
        String[][] entries = {
            {ALL, phrases.say("curve.key.all")},
            {TARGET, phrases.say("curve.key.target", "target", sentences.provider(target))}
        };
        for (String[] entry : entries) {
            sheet.box(sheet.margin(), sheet.y() + 2, 22, 4, entry[0]);
            for (String line : Sheet.wrap(entry[1], sheet.small(), Mark.Style.PLAIN, sheet.inner() - 30)) {
                sheet.label(line, sheet.margin() + 30, sheet.y() + 8, Mark.Anchor.START);
                sheet.skip(sheet.small() * 1.4);
            }
        }
    }

    /** The steps as a line, at most two points a unit of width: of what lies closer together the largest counts. */
    private static Path2D line(
            List<SpaceOverTime.Step> shown,
            ToLongFunction<SpaceOverTime.Step> value,
            TimeAxis axis,
            Span span,
            double bottom,
            double scale,
            double width) {
        Path2D path = new Path2D.Double();
        double y = bottom - value.applyAsLong(shown.get(0)) * scale;
        path.moveTo(axis.at(span.from()), y);
        double drawn = axis.at(span.from());
        double closest = shown.size() > 2 * width ? 1 : 0;
        double highest = Double.MAX_VALUE;
        for (SpaceOverTime.Step step : shown.subList(1, shown.size())) {
            double x = axis.at(step.when());
            double next = bottom - value.applyAsLong(step) * scale;
            highest = Math.min(highest, next);
            if (x - drawn >= closest) {
                path.lineTo(x, y);
                path.lineTo(x, highest);
                if (highest < next) {
                    path.lineTo(x, next);
                }
                highest = Double.MAX_VALUE;
                drawn = x;
            }
            y = next;
        }
        path.lineTo(axis.at(span.to()), y);
        return path;
    }

    /** 1, 2 or 5 times a power of ten, four or so to {@code most}. */
    private static long step(long most) {
        long power = 1;
        while (power * 10 <= most) {
            power *= 10;
        }
        for (long step : new long[] {power / 5, power / 2, power, 2 * power}) {
            if (step > 0 && most / step <= 5) {
                return step;
            }
        }
        return 5 * power;
    }
}
