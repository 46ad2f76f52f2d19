package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.cordon.analysis.evaluate.Reliability;
import org.cordon.analysis.evaluate.Score;

/** Scores as lines of a table. */
final class ScoreTable {
    static final String HEADER = String.format(
            Locale.ROOT,
            "%-16s %5s %5s %5s %6s %6s %5s %6s %6s %5s %5s %6s %6s %6s %6s %6s %6s %5s %5s %6s %6s %5s",
            "scenario",
            "pairs",
            "unid.",
            "edges",
            "recall",
            "exact",
            "false",
            "blamed",
            "superf",
            "addrP",
            "addrR",
            "delay",
            "orac",
            "d90",
            "o90",
            "mean",
            "bound",
            "lifts",
            "found",
            "lift",
            "orac",
            "ECE");

    private ScoreTable() {}

    static String row(String name, Score s) {
        return String.format(
                Locale.ROOT,
                "%-16s %5d %5d %5.2f %6.3f %6.3f %5d %6d %6.3f %5.3f %5.3f %6.0f %6.0f %6.0f %6.0f %6.0f %6.0f %5d %5.3f %6.0f"
                        + " %6.0f %5s",
                name,
                s.pairs(),
                s.unidentifiable(),
                s.edges(),
                s.recall(),
                s.exact(),
                s.falseAlarms(),
                s.blamed(),
                s.superfluous(),
                s.addressPrecision(),
                s.addressRecall(),
                s.delay(),
                s.oracle(),
                s.delay90(),
                s.oracle90(),
                s.meanDelay(),
                s.bound(),
                s.lifts(),
                s.liftRecall(),
                s.liftDelay(),
                s.liftOracle(),
                s.reliability().records() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.3f", s.reliability().error()));
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
