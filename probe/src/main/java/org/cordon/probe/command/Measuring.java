package org.cordon.probe.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cordon.probe.engine.AddressSpacing;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Engine;
import org.cordon.probe.engine.Limits;
import org.cordon.probe.engine.Schedule;
import org.cordon.probe.link.ModeGate;
import org.cordon.probe.report.ObservationMaker;
import org.cordon.probe.report.ProbeFacts;
import org.cordon.probe.report.RunId;
import org.cordon.probe.report.Summary;
import org.cordon.probe.sandbox.SandboxGuard;

/** One run after the other: schedule, engine, mode of the link, observations, closing words. */
final class Measuring {
    private final InstantSource clock = InstantSource.system();
    private final SandboxGuard guard = SandboxGuard.ofThisProcess();
    private final AddressSpacing spacing = new AddressSpacing();
    private final Limits limits;
    private final ProbeFacts facts;
    private final RandomGenerator order;
    private final RandomGenerator unpredictable;
    private final Output output;
    private final PrintWriter err;
    private int runs;

    /**
     * @param order decides the order of attempts
     * @param unpredictable makes names that never come again
     */
    Measuring(
            Limits limits,
            ProbeFacts facts,
            RandomGenerator order,
            RandomGenerator unpredictable,
            Output output,
            PrintWriter err) {
        this.limits = limits;
        this.facts = facts;
        this.order = order;
        this.unpredictable = unpredictable;
        this.output = output;
        this.err = err;
    }

    /** One run over all attempts; an interrupt from outside (Ctrl-C) ends it early and in good order. */
    void once(List<Attempt> attempts) throws IOException {
        try (Engine engine = new Engine(limits, guard, clock, System::nanoTime);
                Interruption interruption = new Interruption(engine::stop)) {
            run(engine, attempts);
        }
    }

    private void run(Engine engine, List<Attempt> attempts) throws IOException {
        Schedule schedule = new Schedule(attempts, order, spacing, ++runs, limits);
        Summary summary = new Summary();
        ObservationMaker maker = new ObservationMaker(facts, RunId.next(clock.instant(), unpredictable));
        ModeGate gate = new ModeGate(
                attempts.stream().map(Attempt::target).toList(),
                (result, mode) -> maker.make(result, mode).ifPresent(output::write));
        try (Progress progress = Progress.of("Measuring", schedule.size())) {
            engine.run(schedule, result -> {
                progress.step();
                summary.add(result);
                gate.accept(result);
            });
        } finally {
            gate.finish();
        }
        err.println(summary.text(facts.asn(), gate.lastMode()));
        err.flush();
    }
}
