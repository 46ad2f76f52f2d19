package org.cordon.probe.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.consent.NettestWords;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.report.Words;
import org.jspecify.annotations.Nullable;

/** Tells what a run would send to whom. Opens no socket. */
final class DryRun {
    private DryRun() {}

    static void print(
            List<Nettest> nettests,
            List<Attempt> attempts,
            Limits limits,
            @Nullable String collector,
            Locale language,
            PrintWriter out) {
        Words words = Words.in(language);
        NettestWords sent = NettestWords.in(language);
        out.println(words.say("dryRun", attempts.size(), pace(limits, words)));
        for (Nettest test : nettests) {
            out.println("  " + test.name() + "  " + sent.whatItSends(test));
        }
        if (collector != null) {
            out.println(words.say("dryRunCollector", collector));
        }
        out.println();
        for (Attempt attempt : attempts) {
            Target target = attempt.target();
            out.println(attempt.test().name() + " " + target.ip() + " " + words.say("port") + " " + target.port() + " ("
                    + target.list() + (target.host() == null ? "" : ", " + target.host()) + ")");
        }
        out.flush();
    }

    private static String pace(Limits limits, Words words) {
        String rate = Double.isInfinite(limits.connectsPerSecond())
                ? words.say("asFast")
                : words.say("aSecond", plain(limits.connectsPerSecond()));
        Duration spacing = limits.spacing();
        return words.say("atATime", rate, limits.inFlight())
                + (spacing.isZero() ? "" : words.say("againAfter", spacing.toMinutes()));
    }

    private static String plain(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }
}
