package org.cordon.probe.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.cordon.analysis.observation.Outcome;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.nettest.Nettest;
import org.cordon.probe.sandbox.SandboxGuard;

/** Runs attempts on real sockets, for tests. */
public final class Runs {
    public static final Limits FAST = new Limits(
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            500,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMillis(700),
            Duration.ofMillis(700),
            Budget.UNLIMITED);

    private Runs() {}

    public static Outcome one(Nettest test, Target target) throws IOException {
        return all(List.of(new Attempt(test, target)), FAST).get(0).outcome();
    }

    public static List<Result> all(List<Attempt> attempts, Limits limits) throws IOException {
        List<Result> results = new ArrayList<>();
        engine(limits, System::nanoTime).run(schedule(attempts, limits), results::add);
        return results;
    }

    static Engine engine(Limits limits, LongSupplier nanos) {
        return new Engine(limits, SandboxGuard.ofThisProcess(), InstantSource.system(), nanos, new Random(2));
    }

    static Schedule schedule(List<Attempt> attempts, Limits limits) {
        return new Schedule(attempts, new SplittableRandom(1), new AddressSpacing(), 1, limits);
    }

    /** {@code ok}, or {@code failure operation}, or {@code skipped: reason}. */
    public static String words(Outcome outcome) {
        return outcome.fold(
                succeeded -> "ok",
                failed -> failed.failure() + " " + failed.operation(),
                skipped -> "skipped: " + skipped.reason());
    }

    public static Map<String, Object> detail(Outcome outcome) {
        return outcome.fold(Outcome.Succeeded::detail, Outcome.Failed::detail, skipped -> Map.of());
    }
}
