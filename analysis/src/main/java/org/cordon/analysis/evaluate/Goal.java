package org.cordon.analysis.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What the detector is to reach in each world of a kind; docs/detection.md explains the figures.
 *
 * @param figure the column of {@code evaluate}'s table that it is about
 * @param of for people
 * @param limit least value if {@code atLeast}, else greatest
 * @param held the worlds that it holds for
 * @param counts whether a score says anything about it
 * @param seen the figure
 */
public record Goal(
        Figure figure,
        String of,
        boolean atLeast,
        double limit,
        Predicate<World> held,
        Predicate<Score> counts,
        ToDoubleFunction<Score> seen) {

    /** Figures that there are goals for. */
    public enum Figure {
        RECALL,
        EXACT,
        FALSE_ALARMS,
        BLAMED,
        SUPERFLUOUS,
        DELAY,
        DELAY90,
        LIFTS_FOUND,
        LIFT_DELAY,
        TRIES,
        STANDING
    }

    private static final Predicate<World> TIGHT = world -> !world.leaky();
    private static final Predicate<World> LEAKY = World::leaky;
    private static final Predicate<World> ALL = world -> true;
    private static final Predicate<Score> PAIRS = score -> score.pairs() > 0;
    private static final Predicate<Score> FOUND = score -> score.recall() > 0 && score.oracle() > 0;
    private static final Predicate<Score> LIFTS = score -> score.lifts() > 0;

    /** All of them. */
    public static final List<Goal> ALL_GOALS = List.of(
            least(Figure.RECALL, "recall of pairs", 0.99, TIGHT, PAIRS, Score::recall),
            least(Figure.RECALL, "recall of pairs, leaky", 0.97, LEAKY, PAIRS, Score::recall),
            least(Figure.EXACT, "exact", 0.98, TIGHT, PAIRS, Score::exact),
            least(Figure.EXACT, "exact, leaky", 0.95, LEAKY, PAIRS, Score::exact),
            most(Figure.FALSE_ALARMS, "false alarms", 0, world -> !world.turnedAway(), any(), Score::falseAlarms),
            most(Figure.BLAMED, "censor blamed for others' doing", 0, World::turnedAway, any(), Score::blamed),
            most(Figure.SUPERFLUOUS, "superfluous records a pair", 0.02, ALL, PAIRS, Score::superfluous),
            most(Figure.DELAY, "median delay / oracle's", 1, TIGHT, FOUND, s -> s.delay() / s.oracle()),
            most(Figure.DELAY, "median delay / oracle's, leaky", 1.5, LEAKY, FOUND, s -> s.delay() / s.oracle()),
            most(Figure.DELAY90, "p90 of delay / oracle's", 1, TIGHT, FOUND, s -> s.delay90() / s.oracle90()),
            most(Figure.DELAY90, "p90 of delay / oracle's, leaky", 1.5, LEAKY, FOUND, s -> s.delay90() / s.oracle90()),
            least(Figure.LIFTS_FOUND, "lifts found", 0.98, ALL, LIFTS, Score::liftRecall),
            most(
                    Figure.LIFT_DELAY,
                    "median lift / oracle's",
                    1.25,
                    ALL,
                    LIFTS.and(s -> s.liftOracle() > 0),
                    s -> s.liftDelay() / s.liftOracle()),
            most(Figure.TRIES, "attempts until suspected, single sites", 4, World::alone, PAIRS, Score::tries),
            most(Figure.STANDING, "open, yet suspected at the end", 0, World::alone, any(), Score::standing));

    private static Predicate<Score> any() {
        return score -> true;
    }

    private static Goal least(
            Figure figure,
            String of,
            double limit,
            Predicate<World> held,
            Predicate<Score> counts,
            ToDoubleFunction<Score> seen) {
        return new Goal(figure, of, true, limit, held, counts, seen);
    }

    private static Goal most(
            Figure figure,
            String of,
            double limit,
            Predicate<World> held,
            Predicate<Score> counts,
            ToDoubleFunction<Score> seen) {
        return new Goal(figure, of, false, limit, held, counts, seen);
    }

    /** Whether {@code score} of {@code world} is to be held to it. */
    public boolean concerns(World world, Score score) {
        return held.test(world) && counts.test(score);
    }

    /** Whether a figure reaches it. */
    public boolean reached(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** What is to be reached, for people. */
    public String reach() {
        String number = limit == Math.rint(limit)
                ? Long.toString(Math.round(limit))
                : String.format(Locale.ROOT, "%.2f", limit);
        return limit == 0 ? "0" : (atLeast ? ">= " : "<= ") + number;
    }
}
