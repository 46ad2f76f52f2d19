package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.LagSummary;
import org.cordon.analysis.registry.NetworkScore;
import org.cordon.analysis.registry.ScoreCard;
import org.jspecify.annotations.Nullable;

/** A score card for people. */
public final class ScoreCardText {
    private static final String ROW = "%-12s %16s %16s %16s %16s %16s %16s%n";
    private static final int NAMED = 12;

    private ScoreCardText() {}

    public static void print(ScoreCard card, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "The register of %s against what is enforced at %s%n%,d addresses certainly listed, %,d perhaps, %,d lifted%n%n",
                card.registerEdition() == null ? "an unknown time" : card.registerEdition(),
                card.when(),
                card.listed(),
                card.uncertain(),
                card.lifted());
        out.printf(
                ROW,
                "network",
                "listed+blocked",
                "listed+open",
                "listed+unknown",
                "perhaps listed",
                "lifted+blocked",
                "not listed");
        card.networks().forEach(score -> row(score, out));
        card.networks().forEach(score -> details(score, out));
        card.caveats().forEach(caveat -> out.println("Note: " + caveat + "."));
    }

    private static void row(NetworkScore s, PrintWriter out) {
        out.printf(
                ROW,
                "AS" + s.asn() + " " + s.cc(),
                number(s.listedAndBlocked()),
                number(s.listedNotBlocked()),
                number(s.listedUnmeasured()),
                number(s.blockedPerhapsListed()),
                number(s.liftedStillBlocked()),
                number(s.blockedNotListed()));
    }

    private static String number(Number number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static void details(NetworkScore s, PrintWriter out) {
        out.printf("%nAS%d %s%n", s.asn(), s.cc());
        out.println("  blocked, not listed:   " + some(s.notListed()));
        out.println("  lifted, still blocked: " + some(s.stillBlocked()));
        LagSummary lag = s.lag();
        out.printf(
                "  lag from listing to enforcement: %d pairs, %d enforced before they were listed; %d known within %s%s%n",
                lag.pairs(),
                lag.certainlyNegative(),
                lag.precise(),
                "2 h",
                lag.precise() == 0
                        ? ""
                        : ": " + text(lag.shortest()) + " to " + text(lag.longest()) + ", median "
                                + text(lag.median()));
    }

    private static String some(List<Prefix> prefixes) {
        String named = prefixes.stream().limit(NAMED).map(Prefix::toString).collect(Collectors.joining(" "));
        int more = prefixes.size() - NAMED;
        return prefixes.isEmpty() ? "none" : more > 0 ? named + " and " + more + " more" : named;
    }

    private static String text(@Nullable Duration duration) {
        return duration == null ? "?" : duration.toMinutes() + " min";
    }
}
