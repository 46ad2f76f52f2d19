package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.cordon.analysis.evaluate.Goal;
import org.cordon.analysis.evaluate.Goal.Figure;
import org.cordon.analysis.evaluate.Reliability;
import org.cordon.analysis.evaluate.Score;
import org.jspecify.annotations.Nullable;

/** Scores as lines of a table. */
final class ScoreTable {
    private static final int NAME = 22;

    /** @param figure the figure that it shows, if there is a goal for it */
    private record Column(
            String head, int width, int decimals, @Nullable Figure figure, ToDoubleFunction<Score> value) {
        String cell(Score score, Set<Figure> missed) {
            boolean stated = !head.equals("ECE") || score.reliability().records() > 0;
            String text = stated ? String.format(Locale.ROOT, "%." + decimals + "f", value.applyAsDouble(score)) : "-";
            return String.format("%" + width + "s", text) + (figure != null && missed.contains(figure) ? "*" : " ");
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("pairs", 5, 0, null, Score::pairs),
            new Column("unid.", 5, 0, null, Score::unidentifiable),
            new Column("edges", 5, 2, null, Score::edges),
            new Column("recall", 6, 3, Figure.RECALL, Score::recall),
            new Column("exact", 6, 3, Figure.EXACT, Score::exact),
            new Column("false", 5, 0, Figure.FALSE_ALARMS, Score::falseAlarms),
            new Column("blamed", 6, 0, Figure.BLAMED, Score::blamed),
            new Column("superf", 6, 3, Figure.SUPERFLUOUS, Score::superfluous),
            new Column("addrP", 5, 3, null, Score::addressPrecision),
            new Column("addrR", 5, 3, null, Score::addressRecall),
            new Column("delay", 6, 0, Figure.DELAY, Score::delay),
            new Column("orac", 6, 0, null, Score::oracle),
            new Column("d90", 6, 0, Figure.DELAY90, Score::delay90),
            new Column("o90", 6, 0, null, Score::oracle90),
            new Column("mean", 6, 0, null, Score::meanDelay),
            new Column("bound", 6, 0, null, Score::bound),
            new Column("lifts", 5, 0, null, Score::lifts),
            new Column("found", 5, 3, Figure.LIFTS_FOUND, Score::liftRecall),
            new Column("lift", 6, 0, Figure.LIFT_DELAY, Score::liftDelay),
            new Column("orac", 6, 0, null, Score::liftOracle),
            new Column("tries", 5, 0, Figure.TRIES, Score::tries),
            new Column("stand", 5, 0, Figure.STANDING, Score::standing),
            new Column("ECE", 5, 3, null, score -> score.reliability().error()));

    static final String HEADER = String.format("%-" + NAME + "s ", "scenario")
            + COLUMNS.stream()
                    .map(column -> String.format("%" + column.width() + "s", column.head()))
                    .collect(Collectors.joining(" "));

    private ScoreTable() {}

    /** @param missed goals that it does not reach: a star stands behind their figures */
    static String row(String name, Score score, List<Goal> missed) {
        Set<Figure> marked = EnumSet.noneOf(Figure.class);
        missed.forEach(goal -> marked.add(goal.figure()));
        return String.format("%-" + NAME + "s ", name)
                + COLUMNS.stream()
                        .map(column -> column.cell(score, marked))
                        .collect(Collectors.joining())
                        .stripTrailing();
    }

    /** The reliability table: what records say of themselves, and what came true. */
    static void reliability(Reliability reliability, PrintWriter out) {
        out.printf("%n%-12s %8s %8s %8s%n", "confidence", "records", "mean", "true");
        for (int i = 0; i < reliability.bins().size(); i++) {
            Reliability.Bin bin = reliability.bins().get(i);
            if (bin.records() > 0) {
                out.printf(
                        Locale.ROOT,
                        "%.1f - %.1f    %8d %8.3f %8.3f%n",
                        i / 10.0,
                        (i + 1) / 10.0,
                        bin.records(),
                        bin.meanSaid(),
                        bin.shareTrue());
            }
        }
        out.printf(
                Locale.ROOT,
                "%d records in all, expected calibration error %.3f%n",
                reliability.records(),
                reliability.error());
    }
}
