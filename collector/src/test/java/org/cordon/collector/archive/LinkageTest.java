package org.cordon.collector.archive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a provider learns about its subscribers by joining what the collector gives away with its own records of who
 * connected whereto. Precision is the share of those whom it names that do run a probe.
 */
final class LinkageTest {
    private static final double LIMIT = 0.05;

    @TempDir
    static Path dir;

    private static final SubscriberLine LINE = new SubscriberLine(7);

    @BeforeAll
    static void a_month_of_twenty_volunteers_is_archived() throws Exception {
        try (ArchiveStore store = ArchiveStore.open(dir.resolve(ArchiveStore.FILE), "256MB")) {
            LINE.measure(store);
        }
    }

    /** Who fits each published cell, with the number of sites that it tells. */
    private static Map<BitSet, Integer> cells(boolean fine) throws Exception {
        Path out = dir.resolve(fine ? "fine" : "public");
        try (ArchiveFile archive = ArchiveFile.open(dir)) {
            new Export(archive, new Export.Order(Export.Format.CSV, false, fine, 5, null, null)).write(out);
        }
        Map<BitSet, Integer> cells = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(out.resolve("counts.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cell = line.split(",", -1);
            BitSet fitting = fine ? LINE.visitors(cell[3], cell[0]) : LINE.visitorsOfList(cell[3], cell[0]);
            if (fitting != null) {
                cells.put(fitting, Integer.parseInt(cell[6]));
            }
        }
        return cells;
    }

    /** Each cell by itself: whoever fits it is named. */
    private static double joined(Map<BitSet, Integer> cells) {
        long named = 0;
        long right = 0;
        for (BitSet fitting : cells.keySet()) {
            named += fitting.cardinality();
            right += SubscriberLine.volunteersIn(fitting);
        }
        return (double) right / named;
    }

    /** All cells together: the likelihood of each subscriber being one who measures; the likeliest are named. */
    private static double accumulated(Map<BitSet, Integer> cells) {
        double[] score = new double[SubscriberLine.SUBSCRIBERS];
        int sites = cells.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        cells.forEach((fitting, measuring) -> {
            double usual = (double) fitting.cardinality() / SubscriberLine.SUBSCRIBERS;
            double measured = Math.min(0.999, (double) measuring / sites);
            double present = Math.log(measured / Math.min(0.999, usual));
            double absent = Math.log((1 - measured) / (1 - Math.min(0.999, usual)));
            for (int who = 0; who < score.length; who++) {
                score[who] += fitting.get(who) ? present : absent;
            }
        });
        return precisionOfTop(score, sites);
    }

    /** Among equals, chance decides. */
    private static double precisionOfTop(double[] score, int count) {
        TreeMap<Long, List<Integer>> byScore = new TreeMap<>();
        for (int who = 0; who < score.length; who++) {
            byScore.computeIfAbsent(-Math.round(score[who] * 1e6), key -> new ArrayList<>())
                    .add(who);
        }
        double right = 0;
        int left = count;
        for (List<Integer> equals : byScore.values()) {
            int taken = Math.min(left, equals.size());
            long volunteers =
                    equals.stream().filter(SubscriberLine::isVolunteer).count();
            right += (double) taken * volunteers / equals.size();
            left -= taken;
            if (left == 0) {
                break;
            }
        }
        return right / count;
    }

    private static void say(String what, double precision) {
        System.err.println(String.format(Locale.ROOT, "linkage: %-58s %6.2f %%", what, 100 * precision));
    }

    @Test
    void counts_that_everybody_may_have_name_nobody() throws Exception {
        Map<BitSet, Integer> cells = cells(false);
        assertTrue(cells.size() == 3 * SubscriberLine.DAYS, "three lists on each day, not " + cells.size());
        double each = joined(cells);
        double all = accumulated(cells);
        say("list and day, each cell by itself", each);
        say("list and day, all cells of a month together", all);
        assertTrue(each < LIMIT && all < LIMIT, each + " " + all);
    }

    /** Why they are so coarse; and that this adversary is one. */
    @Test
    void counts_by_range_and_hour_name_volunteers() throws Exception {
        Map<BitSet, Integer> cells = cells(true);
        double each = joined(cells);
        double all = accumulated(cells);
        say("/24 and hour, each cell by itself", each);
        say("/24 and hour, all cells of a day together", all);
        assertTrue(all > 0.5, "then counts may be finer than they are: " + all);
    }

    /** A verdict must name prefix and instant: these are the figures for docs/formats.md, and no promise. */
    @Test
    void the_instant_of_a_verdict_points_the_more_at_somebody_the_fewer_visit_the_range() {
        double[] byPopularity = LINE.precisionOfInstants();
        say("instant of a verdict on a /24 that >1 % visit in an hour", byPopularity[0]);
        say("instant of a verdict on a /24 that 0.1-1 % visit", byPopularity[1]);
        say("instant of a verdict on a /24 that <0.1 % visit", byPopularity[2]);
        say("no publication: who visits every measured /24 in a day", LINE.precisionOfPattern());
        assertTrue(byPopularity[0] < LIMIT && byPopularity[0] < byPopularity[2], "popular ranges hide their visitors");
    }
}
