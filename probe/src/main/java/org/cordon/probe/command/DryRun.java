package org.cordon.probe.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.nettest.Nettest;
import org.jspecify.annotations.Nullable;

/** Tells what a run would send to whom. Opens no socket. */
final class DryRun {
    private DryRun() {}

    static void print(
            List<Nettest> nettests,
            List<Attempt> attempts,
            Limits limits,
            @Nullable String collector,
            PrintWriter out) {
        out.println("Nothing is sent now. A run would make " + attempts.size() + " connections in random order, "
                + pace(limits) + ":");
        for (Nettest test : nettests) {
            out.println("  " + test.name() + "  " + test.whatItSends());
        }
        if (collector != null) {
            out.println("The observations would be signed and sent to the collector at " + collector + ".");
        }
        out.println();
        for (Attempt attempt : attempts) {
            Target target = attempt.target();
            out.println(attempt.test().name() + " " + target.ip() + " port " + target.port() + " (" + target.list()
                    + (target.host() == null ? "" : ", " + target.host()) + ")");
        }
        out.flush();
    }

    private static String pace(Limits limits) {
        String rate = Double.isInfinite(limits.connectsPerSecond())
                ? "as fast as they come"
                : "at most " + plain(limits.connectsPerSecond()) + " a second";
        Duration spacing = limits.spacing();
        return rate + " and " + limits.inFlight() + " at a time"
                + (spacing.isZero()
                        ? ""
                        : ", the same address again after " + spacing.toMinutes() + " minutes at the earliest");
    }

    private static String plain(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }
}
