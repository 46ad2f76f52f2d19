package org.cordon.probe.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.consent.Consent;
import org.cordon.probe.consent.ConsentFile;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.history.History;
import org.cordon.probe.identity.Home;
import org.cordon.probe.identity.Identity;
import org.cordon.probe.link.Whereabouts;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.report.RunId;
import org.cordon.probe.report.Words;
import org.cordon.probe.sandbox.SandboxGuard;
import org.cordon.probe.spool.Spool;
import org.cordon.probe.spool.SpoolStatus;
import org.cordon.probe.uplink.Sender;
import org.cordon.probe.uplink.Uplink;
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

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration LAST_BATCHES = Duration.ofSeconds(30);

    @Option(names = "--once", description = "One run, then the end. Without it: run after run, until Ctrl-C.")
    boolean once;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "From the start of one run to the start of the next, give or take a tenth (default:"
                    + " ${DEFAULT-VALUE}).")
    Duration interval = Duration.ofMinutes(10);

    @Option(names = "--out", paramLabel = "FILE", description = "Appends the observations to FILE, one JSON a line.")
    @Nullable
    Path out;

    @Option(names = "--json", description = "Writes the observations to standard output, one JSON a line.")
    boolean json;

    @Option(names = "--dry-run", description = "Prints what would be sent to whom, and sends nothing.")
    boolean dryRun;

    @Option(
            names = "--i-consent",
            description =
                    "You have read what this probe does (see --dry-run) and agree: for unattended use. Never covers"
                            + " tests of proxies.")
    boolean consented;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "Language of consent, help and closing sentence: en, ru or fr (default: this computer's).")
    Locale language = Locale.getDefault();

    @Option(names = "--seed", paramLabel = "N", description = "Makes the random order repeatable.")
    @Nullable
    Long seed;

    @Mixin
    WhatOptions what = new WhatOptions();

    @Mixin
    PaceOptions pace = new PaceOptions();

    @Mixin
    WhoOptions who = new WhoOptions();

    @Mixin
    UplinkOptions uplink = new UplinkOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** One for all questions: a reader takes more than the line that it gives. */
    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Nettest> nettests;
        Limits limits;
        try {
            nettests = what.nettests();
            limits = pace.limits();
            who.facts("for-now");
            uplink.check();
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Target> targets = what.readTargets(err);
        List<Attempt> attempts = WhatOptions.attempts(nettests, targets, what.readProxies(nettests, err));
        if (dryRun) {
            DryRun.print(
                    nettests,
                    attempts,
                    limits,
                    uplink.where(),
                    language,
                    spec.commandLine().getOut());
            return ExitCode.OK;
        }
        if (!mayBegin(nettests, err)) {
            return ExitCode.SOFTWARE;
        }
        try (Home home = uplink.openHome()) {
            Identity identity = home == null ? null : home.identity();
            try (Spool spool = uplink.openSpool(home, identity, pace.hosted);
                    Output output = new Output(out, json ? System.out : null)) {
                work(attempts, limits, identity, spool, output, err);
            }
        }
        return ExitCode.OK;
    }

    private void work(
            List<Attempt> attempts,
            Limits limits,
            @Nullable Identity identity,
            @Nullable Spool spool,
            Output output,
            PrintWriter err)
            throws IOException, InterruptedException {
        SecureRandom unpredictable = new SecureRandom();
        RandomGenerator order = seed == null ? unpredictable : new SplittableRandom(seed);
        SandboxGuard guard = SandboxGuard.ofThisProcess();
        Path folder = uplink.folder();
        String passing = "probe-" + RunId.next(Instant.EPOCH, unpredictable).substring(10);
        Measuring measuring = new Measuring(
                limits,
                guard,
                (now, known) -> known
                        ? who.facts(identity == null ? passing : identity.pseudonym(who.asn, month(now)))
                        : who.elsewhere(identity == null ? passing : identity.pseudonym(0, month(now))),
                Whereabouts.onTheWayTo(
                        attempts.stream().map(attempt -> attempt.target().ip()).toList(), InstantSource.system()),
                order,
                unpredictable,
                spool,
                output,
                err,
                what.ntpServers(),
                words(),
                folder == null ? null : new History(folder));
        try (Interruption interruption = new Interruption(measuring::stop);
                Sender sender = sender(spool, identity, guard, unpredictable, err)) {
            if (once) {
                measuring.once(attempts);
            } else {
                measuring.daemon(attempts, interval);
            }
            handOver(sender, spool, measuring, err);
        }
    }

    private Words words() {
        return Words.in(language);
    }

    private static YearMonth month(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }

    private @Nullable Sender sender(
            @Nullable Spool spool,
            @Nullable Identity identity,
            SandboxGuard guard,
            RandomGenerator random,
            PrintWriter err)
            throws IOException {
        Uplink way = identity == null ? null : uplink.open(identity, guard);
        if (spool == null || way == null) {
            return null;
        }
        Sender sender = new Sender(spool, way, random, words(), err::println);
        sender.start();
        return sender;
    }

    /** Gives what is left a chance to arrive, and says what must wait for the next time. */
    private void handOver(@Nullable Sender sender, @Nullable Spool spool, Measuring measuring, PrintWriter err)
            throws IOException, InterruptedException {
        if (spool == null) {
            return;
        }
        spool.packAll();
        long end = System.nanoTime() + (measuring.isStopped() ? LAST_WORDS : LAST_BATCHES).toNanos();
        while (sender != null && !sender.drain(Duration.ofMillis(200)) && System.nanoTime() - end < 0) {
            if (measuring.isStopped()) {
                end = Math.min(end, System.nanoTime() + LAST_WORDS.toNanos());
            }
        }
        SpoolStatus status = spool.status();
        if (status.observations() > 0) {
            err.println(words().say("waits", status.observations()));
        }
        if (status.dropped() > 0) {
            err.println(words().say("lost", status.dropped()));
        }
    }

    private boolean mayBegin(List<Nettest> nettests, PrintWriter err) throws IOException {
        String warning = pace.warning(words());
        if (warning != null) {
            err.println(warning);
        }
        return agreed(nettests.stream().filter(test -> !test.isAboutProxies()).toList(), false, err)
                && agreed(nettests.stream().filter(Nettest::isAboutProxies).toList(), true, err);
    }

    /** A yes from the command line never covers proxies; one that a person gave and the home folder remembers does. */
    private boolean agreed(List<Nettest> tests, boolean proxies, PrintWriter err) throws IOException {
        Set<String> names = tests.stream().map(Nettest::name).collect(Collectors.toSet());
        Path folder = uplink.folder();
        boolean remembered = folder != null && new ConsentFile(folder).covers(names);
        if (tests.isEmpty() || remembered || (consented && !proxies)) {
            return true;
        }
        if (System.console() == null) {
            err.println(words().say(proxies ? "nobodyForProxies" : "nobody"));
            return false;
        }
        Consent consent = proxies ? Consent.toProxies(tests, language) : Consent.toMeasure(tests, language);
        boolean yes = consent.ask(input, System.err);
        if (!yes) {
            err.println(words().say("nothingSent"));
        } else if (folder != null) {
            Home.open(folder).close();
            new ConsentFile(folder).remember(names, Instant.now());
        }
        return yes;
    }
}
