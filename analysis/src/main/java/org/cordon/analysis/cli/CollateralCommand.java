package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cordon.analysis.collateral.CatalogueReader;
import org.cordon.analysis.collateral.DamageAssessor;
import org.cordon.analysis.collateral.DamageCase;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.DamageStep;
import org.cordon.analysis.collateral.DamageTimeline;
import org.cordon.analysis.collateral.NameOrPrefix;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.targets.ProviderEdition;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code collateral}: who else is hit by the blocks that observations show. */
@Command(
        name = "collateral",
        mixinStandardHelpOptions = true,
        description = {
            "Says who else is hit by the blocks that observations show: addresses, services by category, what each prefix"
                    + " changed; for everything together, for each incident and for each block.",
            "",
            "A service is measured down only where attempts at it failed in a blocking network while controls reached it;"
                    + " one that merely has an address inside is inferred. The two are never added up."
        },
        footer = {
            "",
            "Example:",
            "  cordon-analysis collateral --services shops.csv observations.jsonl",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class CollateralCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Observations; read twice.")
    private List<String> files = List.of();

    @Option(
            names = "--services",
            paramLabel = "FILE",
            description = "More services: name,domain,category[,…]; a test list of the Citizen Lab; or Tranco's list.")
    private List<Path> services = List.of();

    @Option(names = "--target", paramLabel = "NAME", description = "Whom the blocks are meant for; default: telegram.")
    private String target = "telegram";

    @Mixin
    private RangesOption ranges = new RangesOption();

    @Option(names = "--at", paramLabel = "TIME", description = "The moment (RFC 3339); default: the last observation.")
    private @Nullable Instant at;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ProviderRanges known = ranges.known();
        ServiceCatalogue catalogue = catalogue();
        ObservationPass pass = new ObservationPass(files, spec.commandLine().getErr());
        ObservationPass.Verdicts verdicts = pass.detect(catalogue.addresses()::accept);
        Instant when = at == null ? verdicts.last() : at;
        List<DamageCase> cases = DamageCase.of(verdicts.blocks(), verdicts.incidents(), when);
        NameOrPrefix proof = new NameOrPrefix();
        pass.again(o -> {
            cases.forEach(c -> c.evidence().accept(o));
            proof.accept(o);
        });
        DamageAssessor assessor = new DamageAssessor(catalogue, target, targetSpace(known, when));
        Map<DamageCase, DamageReport> reports = new LinkedHashMap<>();
        cases.forEach(c -> reports.put(c, assessor.at(c.space(), when, c.since(), c.evidence())));
        List<DamageStep> steps = DamageTimeline.of(DamageCase.changes(verdicts.blocks(), when), catalogue);
        print(reports, steps, proof.findings());
        return 0;
    }

    private void print(
            Map<DamageCase, DamageReport> reports, List<DamageStep> steps, List<NameOrPrefix.Finding> findings)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (format == ReportFormat.TEXT) {
            reports.forEach((of, report) -> DamageText.print(of, report, out));
            DamageText.printSteps(steps, out);
            DamageText.printFindings(findings, out);
        } else {
            List<Map<String, Object>> all = new ArrayList<>();
            reports.forEach((of, report) -> all.add(Map.of("kind", of.kind(), "id", of.id(), "damage", report)));
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("reports", all);
            whole.put("steps", steps);
            whole.put("pairs", findings);
            out.println(Json.mapper().writeValueAsString(whole));
        }
        out.flush();
    }

    private List<Prefix> targetSpace(ProviderRanges known, Instant when) throws IOException {
        return known.edition(target, when)
                .map(ProviderEdition::prefixes)
                .orElseThrow(() -> new IOException("no address ranges of '" + target + "' are known"));
    }

    private ServiceCatalogue catalogue() throws IOException {
        ServiceCatalogue catalogue = ServiceCatalogue.bundled();
        for (Path file : services) {
            try (Reader reader = Files.newBufferedReader(file)) {
                catalogue = catalogue.and(CatalogueReader.read(reader, file.toString()));
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        catalogue.refusals().stream().limit(SHOWN).forEach(err::println);
        err.println(catalogue.services().size() + " services, "
                + catalogue.refusals().size() + " lines of their lists refused");
        return catalogue;
    }
}
