package org.cordon.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cordon.analysis.prefix.Prefix;
import org.cordon.analysis.registry.Register;
import org.cordon.analysis.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code changes}: what two editions of the register do not share. */
@Command(
        name = "changes",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what the censor's register lists in one edition and not in another, how many addresses that is, and whose:",
            "a subnet that is added inside a listed one adds no address. What is missing from an edition that was cut short is"
                    + " unknown, not removed, and the output says so."
        },
        footer = {
            "",
            "Example:",
            "  cordon-analysis changes dump-of-monday.csv.gz dump-of-tuesday.csv.gz",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class ChangesCommand implements Callable<Integer> {
    private static final int SHOWN = 50;

    @Parameters(index = "0", paramLabel = "OLDER", description = "A dump (CSV) or XML export 2.4, plain or gzip.")
    private String older = "";

    @Parameters(index = "1", paramLabel = "NEWER", description = "The same of a later day.")
    private String newer = "";

    @Mixin
    private RangesOption ranges = new RangesOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (default) or json, which lists all prefixes.")
    private ReportFormat format = ReportFormat.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Register before = RegisterFile.read(older, err);
        Register after = RegisterFile.read(newer, err);
        RegisterChanges changes;
        try {
            changes = RegisterChanges.between(before, after, ranges.known());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == ReportFormat.JSON) {
            out.println(Json.mapper().writeValueAsString(changes));
        } else {
            print(changes, out);
        }
        out.flush();
        return 0;
    }

    private static void print(RegisterChanges changes, PrintWriter out) {
        out.println("from " + time(changes.from()) + " to " + time(changes.to()));
        side("added", changes.added(), out);
        if (changes.removalsCertain()) {
            side("removed", changes.removed(), out);
        } else {
            out.println("removed: unknown, the newer edition was cut short");
        }
        if (!changes.providers().isEmpty()) {
            out.printf("%-16s %14s %14s%n", "of these", "added", "removed");
            changes.providers()
                    .forEach(share -> out.printf(
                            Locale.ROOT, "%-16s %,14d %,14d%n", share.provider(), share.added(), share.removed()));
        }
    }

    private static String time(@Nullable Object time) {
        return time == null ? "an unknown time" : time.toString();
    }

    private static void side(String word, RegisterChanges.Side side, PrintWriter out) {
        List<Prefix> prefixes = side.prefixes();
        out.printf(Locale.ROOT, "%s: %,d prefixes, %,d addresses%n", word, prefixes.size(), side.addresses());
        prefixes.stream().limit(SHOWN).forEach(prefix -> out.println("  " + prefix));
        if (prefixes.size() > SHOWN) {
            out.println("  … and " + (prefixes.size() - SHOWN) + " more (--format json lists all)");
        }
    }
}
