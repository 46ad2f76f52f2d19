package org.cordon.analysis.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.DamageReport.CategoryDamage;
import org.cordon.analysis.collateral.DamageReport.ServiceDamage;
import org.cordon.analysis.collateral.DamageStep;
import org.cordon.analysis.collateral.NameOrPrefix;
import org.cordon.analysis.collateral.ServiceEvidence;

/** Damage reports for people. */
final class DamageText {
    private static final int NAMED = 20;

    private DamageText() {}

    static void print(DamageCase of, DamageReport report, PrintWriter out) {
        out.printf("%s %s, at %s%n", of.kind().name().toLowerCase(Locale.ROOT), of.id(), report.when());
        line(
                out,
                "blocked",
                "%,d addresses in %d prefixes",
                report.addresses(),
                report.blocked().size());
        line(out, report.target() + "'s own", "%,d", report.targetAddresses());
        line(out, "others'", "%,d", report.otherAddresses());
        Double addresses = report.price().addressesPerTargetAddress();
        Double services = report.price().servicesPerTargetAddress();
        if (addresses == null || services == null) {
            line(out, "price", "none of %s's addresses is inside", report.target());
        } else {
            String words = "%,.1f innocent addresses and %.4f services for each address of %s";
            line(out, "price", words, addresses, services, report.target());
        }
        categories(report, out);
        report.named().stream().limit(NAMED).forEach(service -> service(service, out));
        if (report.services() > NAMED) {
            out.printf("    … and %d more (--format json names all)%n", report.services() - NAMED);
        }
        report.movedOut()
                .forEach(m -> out.printf("    moved out         %s: from %s to %s%n", m.service(), m.from(), m.to()));
        out.println();
    }

    private static void line(PrintWriter out, String label, String format, Object... values) {
        out.printf(Locale.ROOT, "  %-18s " + format + "%n", prepend(label, values));
    }

    private static Object[] prepend(String label, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = label;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static void categories(DamageReport report, PrintWriter out) {
        if (report.categories().isEmpty()) {
            line(out, "services inside", "none known");
            return;
        }
        String row = "  %-18s %7s %13s %9s %12s %16s %9s%n";
        out.printf(
                row,
                "services inside",
                "all",
                "measured down",
                "impaired",
                "measured up",
                "down everywhere",
                "inferred");
        for (CategoryDamage c : report.categories()) {
            out.printf(
                    row,
                    c.category().name().toLowerCase(Locale.ROOT),
                    c.inside(),
                    c.measuredDown(),
                    c.measuredImpaired(),
                    c.measuredUp(),
                    c.downEverywhere(),
                    c.inferred());
        }
    }

    private static void service(ServiceDamage s, PrintWriter out) {
        ServiceEvidence.Tally t = s.attempts();
        out.printf(
                "    %-17s %s (%s)%s%n",
                word(s.status()),
                s.service(),
                s.inside().stream().limit(3).map(Object::toString).collect(Collectors.joining(" ")),
                s.status().isMeasured()
                        ? String.format(
                                Locale.ROOT,
                                ": %d of %d attempts failed, %d of %d by controls",
                                t.failed(),
                                t.failed() + t.worked(),
                                t.controlsFailed(),
                                t.controlsFailed() + t.controlsWorked())
                        : "");
    }

    static void printSteps(List<DamageStep> steps, PrintWriter out) {
        out.println("What each prefix changed (in any network)");
        for (DamageStep step : steps) {
            out.printf(
                    Locale.ROOT,
                    "  %s %s %-20s %,13d addresses, then %,13d; services: %s%n",
                    step.when(),
                    step.added() ? "+" : "-",
                    step.prefix(),
                    step.addresses(),
                    step.total(),
                    step.services().isEmpty() ? "none known" : String.join(", ", step.services()));
        }
    }

    static void printFindings(List<NameOrPrefix.Finding> findings, PrintWriter out) {
        if (!findings.isEmpty()) {
            out.printf("%nPrefix or name, by paired attempts%n");
        }
        findings.forEach(f -> out.printf(
                "  AS%d %s at %s: %s (%d pairs for it, %d against)%n",
                f.asn(), f.host(), f.ip(), word(f.verdict()), f.agreeing(), f.disagreeing()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
