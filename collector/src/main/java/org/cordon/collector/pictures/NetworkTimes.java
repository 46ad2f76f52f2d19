package org.cordon.collector.pictures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cordon.analysis.detect.Block;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Moments;
import org.cordon.collector.words.Networks;
import org.cordon.collector.words.Phrases;
import org.cordon.collector.words.Sentences;
import org.cordon.collector.words.Story;

/** When each network cut an incident's addresses off, and for how long. */
public final class NetworkTimes {
    /** Rows of one picture; those that began first are shown. */
    static final int MOST_ROWS = 40;

    /** Of what goes on, so much is shown at the least after the last network began. */
    private static final Duration TAIL = Duration.ofMinutes(30);

    private static final String BAR = "#d55e00";
    private static final String UNSURE = "#f0b48c";

    private final Sentences sentences;
    private final Networks networks;
    private final Credit credit;

    public NetworkTimes(Sentences sentences, Networks networks, Credit credit) {
        this.sentences = sentences;
        this.networks = networks;
        this.credit = credit;
    }

    /** @param now the moment at which all this is known; what goes on is drawn until then */
    public Picture of(Story story, Instant now, int width) {
        Phrases phrases = sentences.phrases();
        Moments moments = Moments.of(phrases, story.incident().cc());
        String headline = sentences.headline(story);
        String explain = phrases.say("times.explain");
        Sheet sheet = new Sheet(width);
        sheet.title(headline);
        sheet.skip(6);
        Map<Long, List<Block>> rows = rows(story);
        Span span = span(story, now);
        draw(sheet, rows, axis(sheet, span, moments), now, moments);
        if (!story.isOver() && span.told().isBefore(now)) {
            sheet.subtitle(phrases.say("times.goeson", "when", moments.full(span.told())));
        }
        long more = rows.size() - (long) MOST_ROWS;
        long open = story.incident().networksMeasured() - (long) rows.size();
        if (more > 0) {
            sheet.subtitle(phrases.count("times.more", more));
        }
        if (open > 0) {
            sheet.subtitle(phrases.count("times.open", open));
        }
        sheet.subtitle(explain);
        return sheet.done(phrases.language().tag(), headline, explain, credit.say(phrases, moments.full(now)));
    }

    private static Map<Long, List<Block>> rows(Story story) {
        Map<Long, List<Block>> rows = new LinkedHashMap<>();
        story.blocks().stream()
                .sorted(Comparator.comparing(Block::started).thenComparing(Block::id))
                .forEach(b ->
                        rows.computeIfAbsent(b.asn(), asn -> new ArrayList<>()).add(b));
        return rows;
    }

    /** From shortly before the first network to the end; of what goes on, to where the order of the networks is told. */
    private static Span span(Story story, Instant now) {
        Instant from = story.blocks().stream()
                .map(Block::startedEarliest)
                .min(Comparator.naturalOrder())
                .orElse(now);
        Instant last = story.blocks().stream()
                .map(Block::startedLatest)
                .max(Comparator.naturalOrder())
                .orElse(now);
        Instant end = story.incident().ended();
        Duration order = Duration.between(from, last);
        Instant told = last.plus(order.multipliedBy(2)).plus(TAIL);
        Instant to = end != null ? end : told.isBefore(now) ? told : now;
        Duration margin = Duration.between(from, to).abs().dividedBy(14);
        // what goes on touches the right edge; what is over leaves room behind its end
        return new Span(from.minus(margin), end == null ? to : to.plus(margin), to);
    }

    /** What is shown; the bars that go on end at {@code told}. */
    private record Span(Instant from, Instant to, Instant told) {}

    private static TimeAxis axis(Sheet sheet, Span span, Moments moments) {
        double left = sheet.isNarrow() ? 0 : sheet.inner() * 0.34;
        return new TimeAxis(span.from(), span.to(), sheet.margin() + left, sheet.inner() - left, moments);
    }

    private void draw(Sheet sheet, Map<Long, List<Block>> rows, TimeAxis axis, Instant now, Moments moments) {
        double row = sheet.isNarrow() ? 40 : 27;
        int shown = Math.min(rows.size(), MOST_ROWS);
        double top = sheet.y();
        double bottom = top + shown * row + 4;
        axis.draw(sheet, top, bottom);
        double y = top;
        for (Map.Entry<Long, List<Block>> entry :
                rows.entrySet().stream().limit(MOST_ROWS).toList()) {
            double barTop = y + (sheet.isNarrow() ? 20 : 5);
            name(sheet, entry.getKey(), y, barTop);
            entry.getValue().forEach(block -> bar(sheet, block, axis, barTop, now, moments));
            y += row;
        }
        sheet.line(axis.left(), bottom, sheet.margin() + sheet.inner(), bottom, Sheet.INK, 1);
        sheet.skip(bottom - sheet.y() + TimeAxis.height(sheet));
    }

    private void name(Sheet sheet, long asn, double y, double barTop) {
        double size = sheet.small();
        double most = sheet.isNarrow() ? sheet.inner() : sheet.inner() * 0.33;
        double baseline = sheet.isNarrow() ? y + 14 : barTop + 12.5;
        String number = " AS" + asn;
        double rest = most - Glyphs.shipped().width(number, size, Mark.Style.PLAIN);
        String name = Sheet.fit(networks.name(asn), size, rest);
        sheet.label(
                (name + number).strip(),
                sheet.margin(),
                baseline,
                size,
                Mark.Style.PLAIN,
                Mark.Anchor.START,
                Sheet.INK,
                true);
    }

    private static void bar(Sheet sheet, Block block, TimeAxis axis, double top, Instant now, Moments moments) {
        Instant ended = block.ended();
        double unsure = axis.at(block.startedEarliest());
        double sure = axis.at(block.startedLatest());
        double end = Math.max(axis.at(ended == null ? now : ended), sure + 2);
        sheet.box(unsure, top, Math.max(0, sure - unsure), 17, UNSURE);
        sheet.box(sure, top, end - sure, 17, BAR);
        String time = moments.time(block.started());
        double room = Glyphs.shipped().width(time, sheet.small(), Mark.Style.BOLD) + 8;
        if (end - sure > room) {
            sheet.label(time, sure + 4, top + 13, sheet.small(), Mark.Style.BOLD, Mark.Anchor.START, "#000000", false);
        }
    }
}
