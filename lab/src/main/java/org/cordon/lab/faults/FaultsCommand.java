package org.cordon.lab.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.cordon.lab.programs.Jars;
import org.cordon.lab.programs.Ledger;
import org.cordon.lab.sandbox.SandboxFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faults}: plays what goes wrong at an operator's, and counts. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays faults on real collectors and brokers on loopback while fourteen probes send, and counts every observation"
                    + " afterwards: nothing that was acknowledged may be missing or doubled, and the published blocks must be"
                    + " those of one undisturbed fold over the archive, byte for byte. Start it with lab/faults, which gives"
                    + " it a small file system of its own.",
            "",
            "Without a NAME all are played, some fifteen minutes. --list tells the names."
        },
        footer = {"", "Exit status: 0 all hold, 1 one does not, 2 bad usage."})
public final class FaultsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which to play.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Tell the names.")
    private boolean list;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "50",
            description = "How often 'kills' kills (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", description = "Of the moments (default: another each time; printed).")
    private @org.jspecify.annotations.Nullable Long seed;

    @Option(names = "--root", paramLabel = "DIR", defaultValue = ".", description = "Of this checkout.")
    private Path root = Path.of(".");

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where everything is written, a new folder for each fault; kept where it does not hold.")
    private @org.jspecify.annotations.Nullable Path work;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Fault> all = Faults.all(kills);
        if (list) {
            all.forEach(fault -> out.printf("%-10s %s%n", fault.name(), fault.description()));
            return 0;
        }
        for (String name : names) {
            if (all.stream().noneMatch(fault -> fault.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "there is no fault '" + name + "'; --list tells them");
            }
        }
        long chosen = seed == null ? System.nanoTime() : seed;
        out.println("seed " + chosen);
        out.printf(
                "%-62s %9s %9s %7s %7s %6s %6s %5s%n",
                "", "sent", "archived", "missing", "doubled", "blocks", "same", "s");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(chosen);
        boolean hold = true;
        for (Fault fault : all) {
            if (names.isEmpty() || names.contains(fault.name())) {
                hold &= play(fault, random, out);
            }
        }
        return hold ? 0 : 1;
    }

    private boolean play(Fault fault, RandomGenerator random, PrintWriter out)
            throws IOException, InterruptedException {
        Path place = work == null ? Files.createTempDirectory("cordon-faults-") : Files.createDirectories(work);
        Path folder = Files.createTempDirectory(place, fault.name() + "-");
        long begun = System.nanoTime();
        try (Rig rig = new Rig(new Jars(root.toAbsolutePath().normalize()), folder, random)) {
            Fault.Outcome outcome = fault.play().in(rig);
            row(fault, outcome, (System.nanoTime() - begun) / 1_000_000_000, out);
            return outcome.account().holds();
        } catch (SandboxFailure e) {
            out.println(fault.description() + ": FAILED: " + e.getMessage());
            return false;
        } finally {
            out.flush();
        }
    }

    private static void row(Fault fault, Fault.Outcome outcome, long seconds, PrintWriter out) {
        Ledger ledger = outcome.account().ledger();
        out.printf(
                Locale.ROOT,
                "%-62s %9d %9d %7d %7d %6d %6s %5d%n    %s%s%n",
                fault.description(),
                ledger.measured(),
                ledger.archived(),
                ledger.missing(),
                ledger.doubled(),
                outcome.account().blocks(),
                outcome.account().asOneFold() ? "yes" : "NO",
                seconds,
                outcome.remark(),
                outcome.account().holds() ? "" : "  — DOES NOT HOLD");
    }
}
