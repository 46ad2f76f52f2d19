package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cordon.analysis.evaluate.Goal;
import org.cordon.analysis.evaluate.Reliability;
import org.cordon.analysis.evaluate.Score;
import org.cordon.analysis.evaluate.World;

/** The goals, and whether the detector reaches each of them in every world that it holds for: the worst one decides. */
final class GoalTable {
    private static final double CALIBRATION = 0.05;
    private static final String ROW = "%-38s %8s %10s  %-30s %9s  %s%n";

    /** One figure in one world. */
    private record Seen(String world, double value) {}

    private final Map<Goal, List<Seen>> seen = new LinkedHashMap<>();
    private boolean allReached = true;

    GoalTable() {
        Goal.ALL_GOALS.forEach(goal -> seen.put(goal, new ArrayList<>()));
    }

    /** Takes the score of one world. @return the goals that it misses */
    List<Goal> take(String name, World world, Score score) {
        List<Goal> missed = new ArrayList<>();
        seen.forEach((goal, values) -> {
            if (goal.concerns(world, score)) {
                double value = goal.seen().applyAsDouble(score);
                values.add(new Seen(name, value));
                if (!goal.reached(value)) {
                    missed.add(goal);
                }
            }
        });
        return missed;
    }

    /** Prints a line for each goal. @return whether all are reached */
    boolean print(Reliability reliability, PrintWriter out) {
        out.println();
        out.printf(ROW, "goal", "reach", "worst", "in", "reached", "");
        seen.forEach((goal, values) -> line(goal, values, out));
        if (reliability.records() > 0) {
            boolean reached = reliability.error() <= CALIBRATION;
            line(
                    "expected calibration error",
                    "<= 0.05",
                    number(reliability.error()),
                    "all together",
                    reached ? 1 : 0,
                    1,
                    out);
        }
        out.println(allReached ? "All goals are reached." : "Not all goals are reached.");
        return allReached;
    }

    private void line(Goal goal, List<Seen> values, PrintWriter out) {
        if (values.isEmpty()) {
            out.printf(ROW, goal.of(), goal.reach(), "-", "no such world played", "-", "");
            return;
        }
        Comparator<Seen> order = Comparator.comparingDouble(Seen::value);
        double worst = values.stream()
                .min(goal.atLeast() ? order : order.reversed())
                .orElseThrow()
                .value();
        List<Seen> missing =
                values.stream().filter(s -> !goal.reached(s.value())).toList();
        String where = values.stream()
                .filter(s -> s.value() == worst)
                .map(Seen::world)
                .limit(1)
                .collect(Collectors.joining());
        line(
                goal.of(),
                goal.reach(),
                number(worst),
                missing.isEmpty() && values.size() > 1 ? "" : where,
                values.size() - missing.size(),
                values.size(),
                out);
    }

    private void line(String of, String reach, String worst, String where, int reached, int all, PrintWriter out) {
        allReached &= reached == all;
        out.printf(ROW, of, reach, worst, where, reached + " of " + all, reached == all ? "yes" : "NO");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.3f", value);
    }
}
