package org.cordon.analysis.cli.campaign;

import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;
import org.cordon.analysis.collateral.DamageReport;

/** The campaign for people, side by side. */
final class CampaignText {
    private static final String ROW = "  %-38s %14s %14s  %s%n";

    private static final String WHAT_IT_IS = """
            This is a test of consistency. The simulated censor follows the bundled register, so where the columns agree,
            nothing was lost or invented on the way through detector and reports; that the register is right it does not
            show.
            """;

    private static final String HOW_TO_READ_THE_CURVE = """
              Where the register says "from … to …" only bounds of the times of listing are known; within them the times
              are chosen. The register's column and Cordon's are subnets, each address once; documented figures may be
              rounded, count nested subnets twice, or include single addresses. Cordon: what it had confirmed by that
              moment in any network; networks follow the register by half an hour and more.
            """;

    private CampaignText() {}

    static void print(CampaignReport report, PrintWriter out) {
        out.printf(Locale.ROOT, "April 2018, replayed with %,d simulated observations%n%n", report.observations());
        out.print(WHAT_IT_IS);
        curve(report, out);
        edition(report, out);
        services(report, out);
        out.println();
    }

    private static void curve(CampaignReport report, PrintWriter out) {
        out.printf("%nBlocked addresses%n");
        String row = "  %-17s %14s  %-15s %26s %14s%n";
        out.printf(row, "at (UTC)", "documented", "", "in the register", "Cordon");
        for (CampaignReport.Point point : report.curve()) {
            out.printf(
                    row,
                    point.documented().when().toString().substring(0, 16).replace('T', ' '),
                    number(point.documented().addresses()),
                    point.documented().kind(),
                    bounds(point),
                    number(point.found()));
        }
        out.print(HOW_TO_READ_THE_CURVE);
    }

    private static String bounds(CampaignReport.Point point) {
        return point.listedAtLeast().equals(point.listedAtMost())
                ? number(point.listedAtLeast())
                : "from " + number(point.listedAtLeast()) + " to " + number(point.listedAtMost());
    }

    private static void edition(CampaignReport report, PrintWriter out) {
        DamageReport documented = report.documented();
        DamageReport found = report.found();
        out.printf("%nAt %s, when the register was published that has survived%n", report.when());
        out.printf(ROW, "", "documented", "Cordon", "");
        row(out, "addresses", number(documented.addresses()), number(found.addresses()));
        row(
                out,
                "as prefixes",
                "" + documented.blocked().size(),
                "" + found.blocked().size());
        row(out, documented.target() + "'s own", number(documented.targetAddresses()), number(found.targetAddresses()));
        row(out, "innocent addresses for each of those", price(documented), price(found));
        String amazon = "of Amazon's " + number(report.amazon());
        row(out, amazon, number(report.amazonDocumented()), number(report.amazonFound()));
        row(out, "", share(report.amazonDocumented(), report.amazon()), share(report.amazonFound(), report.amazon()));
    }

    private static void services(CampaignReport report, PrintWriter out) {
        out.printf("%nServices with an address inside, by category (inferred: here nobody asks for them by name)%n");
        for (CampaignReport.Services c : report.categories()) {
            String name = c.category().name().toLowerCase(Locale.ROOT);
            row(out, name, "" + c.documented(), "" + c.found());
        }
        row(out, "all", "" + report.documented().services(), "" + report.found().services());
    }

    private static void row(PrintWriter out, String what, String documented, String found) {
        out.printf(ROW, what, documented, found, documented.equals(found) ? "agrees" : "differs");
    }

    private static String price(DamageReport report) {
        Double price = report.price().addressesPerTargetAddress();
        return price == null ? "none" : String.format(Locale.ROOT, "%,.1f", Objects.requireNonNull(price));
    }

    private static String share(BigInteger part, BigInteger whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part.doubleValue() / whole.doubleValue());
    }

    private static String number(Number number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
