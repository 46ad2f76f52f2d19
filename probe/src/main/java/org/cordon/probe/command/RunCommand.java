package org.cordon.probe.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.consent.Consent;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.report.ProbeFacts;
import org.cordon.probe.report.RunId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code run}: reads the options, asks for consent, and measures. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tries to connect to every target of a list and notes how each attempt ends.",
            "Attempts are made in random order and slowly: at most two new connections a second.",
        },
        footer = {
            "",
            "Examples:",
            "  run --once --dry-run                    shows what would be contacted and sends nothing",
            "  run --once --out mine.jsonl --cc RU --asn 12389",
            "                                          one run; the observations go to a file",
            "",
            "Exit status: 0 done, 1 failed or not consented to, 2 wrong usage.",
        })
final class RunCommand implements Callable<Integer> {

    @Option(names = "--once", description = "One run, then the end.")
    boolean once;

    @Option(names = "--out", paramLabel = "FILE", description = "Appends the observations to FILE, one JSON a line.")
    @Nullable
    Path out;

    @Option(names = "--json", description = "Writes the observations to standard output, one JSON a line.")
    boolean json;

    @Option(names = "--dry-run", description = "Prints what would be sent to whom, and sends nothing.")
    boolean dryRun;

    @Option(
            names = "--i-consent",
            description = "You have read what this probe does (see --dry-run) and agree: for unattended use.")
    boolean consented;

    @Option(names = "--seed", paramLabel = "N", description = "Makes the random order repeatable.")
    @Nullable
    Long seed;

    @Mixin
    WhatOptions what = new WhatOptions();

    @Mixin
    PaceOptions pace = new PaceOptions();

    @Mixin
    WhoOptions who = new WhoOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        SecureRandom unpredictable = new SecureRandom();
        List<Nettest> nettests;
        Limits limits;
        ProbeFacts facts;
        try {
            nettests = what.nettests();
            limits = pace.limits();
            facts = who.facts("probe-"
                    + RunId.next(java.time.Instant.EPOCH, unpredictable).substring(10));
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Target> targets = what.readTargets(err);
        List<Attempt> attempts = WhatOptions.attempts(nettests, targets);
        if (dryRun) {
            DryRun.print(nettests, attempts, limits, spec.commandLine().getOut());
            return ExitCode.OK;
        }
        if (!mayBegin(err)) {
            return ExitCode.SOFTWARE;
        }
        RandomGenerator order = seed == null ? unpredictable : new SplittableRandom(seed);
        try (Output output = new Output(out, json ? System.out : null)) {
            new Measuring(limits, facts, order, unpredictable, output, err).once(attempts);
        }
        return ExitCode.OK;
    }

    private boolean mayBegin(PrintWriter err) throws IOException {
        if (pace.warning() != null) {
            err.println(pace.warning());
        }
        if (consented) {
            return true;
        }
        if (System.console() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Nobody is here to ask for consent. Read what is sent (--dry-run), then say --i-consent.");
        }
        boolean yes =
                Consent.ask(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), System.err);
        if (!yes) {
            err.println("Nothing was sent.");
        }
        return yes;
    }
}
