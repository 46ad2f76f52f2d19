package org.cordon.analysis.cli;

import java.util.Locale;
import org.cordon.analysis.simulate.Score;

/** Scores as lines of a table. */
final class ScoreTable {
    static final String HEADER = String.format(
            Locale.ROOT,
            "%-14s %6s %5s %7s %6s %6s %7s %6s %9s %9s %9s %9s %6s %6s %8s %8s %6s",
            "scenario",
            "pairs",
            "unid.",
            "recall",
            "exact",
            "false",
            "blamed",
            "superf",
            "delay/s",
            "oracle/s",
            "p90/s",
            "orac90/s",
            "lifts",
            "found",
            "lift/s",
            "orac/s",
            "ECE");

    private ScoreTable() {}

    static String row(String name, Score s) {
        return String.format(
                Locale.ROOT,
                "%-14s %6d %5d %7.3f %6.3f %6d %7d %6.3f %9.0f %9.0f %9.0f %9.0f %6d %6.3f %8.0f %8.0f %6.3f",
                name,
                s.pairs(),
                s.unidentifiable(),
                s.recall(),
                s.exact(),
                s.falseAlarms(),
                s.blamed(),
                s.superfluous(),
                s.delay(),
                s.oracle(),
                s.delay90(),
                s.oracle90(),
                s.lifts(),
                s.liftRecall(),
                s.liftDelay(),
                s.liftOracle(),
                s.calibration());
    }
}
