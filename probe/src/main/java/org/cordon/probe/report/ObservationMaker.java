package org.cordon.probe.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Pair;
import org.cordon.analysis.targets.Target;
import org.cordon.probe.engine.Attempt;
import org.cordon.probe.engine.Result;
import org.cordon.probe.privacy.Scrubber;
import org.jspecify.annotations.Nullable;

/** Makes the observations of one run. Nothing goes in but what the documented format names. */
public final class ObservationMaker {
    private final ProbeFacts facts;
    private final String run;
    private final Duration clockOffset;
    private final Scrubber scrubber;
    private final LineSpeed line = new LineSpeed();
    private long count;

    /**
     * @param run name of the run, unique for ever
     * @param clockOffset what must be added to this machine's clock to have the right time, as far as known
     * @param scrubber takes out what points at this machine
     */
    public ObservationMaker(ProbeFacts facts, String run, Duration clockOffset, Scrubber scrubber) {
        this.scrubber = scrubber;
        this.facts = facts;
        this.clockOffset = clockOffset;
        this.run = run;
    }

    /**
     * The observation, still without the mode of the link; empty where the attempt was skipped, because then nothing was
     * observed, and where it would tell whose it is.
     */
    public Optional<Observation> make(Result result) {
        return observe(result).map(line::beside).flatMap(scrubber::scrub);
    }

    /** How many observations were made. */
    public long count() {
        return count;
    }

    private Optional<Observation> observe(Result result) {
        return result.outcome()
                .fold(
                        succeeded -> Optional.of(begin(result)
                                .ms(millis(succeeded.elapsed()))
                                .detail(succeeded.detail())
                                .build()),
                        failed -> Optional.of(begin(result)
                                .ms(millis(failed.elapsed()))
                                .failure(failed.failure())
                                .operation(failed.operation())
                                .detail(failed.detail())
                                .build()),
                        skipped -> Optional.empty());
    }

    private ObservationBuilder begin(Result result) {
        Attempt attempt = result.attempt();
        Target target = attempt.target();
        Duration sinceLast = result.sinceLast();
        return new ObservationBuilder()
                .id(run + "." + count++)
                .probe(facts.id())
                .role(facts.role())
                .cc(facts.cc())
                .asn(facts.asn())
                .access(facts.access())
                .region(facts.region())
                .run(run)
                .at(result.at().plus(clockOffset).truncatedTo(ChronoUnit.MILLIS))
                .test(attempt.test().name())
                .list(target.list())
                .ip(result.ip())
                .port(target.port())
                .host(attempt.variant().host())
                .timeoutMs((int) result.timeout().toMillis())
                .attempt(
                        attempt.variant().number() == 0
                                ? null
                                : attempt.variant().number())
                .pair(pair(attempt))
                .sinceLastMs(sinceLast == null ? null : sinceLast.toMillis());
    }

    private @Nullable Pair pair(Attempt attempt) {
        String arm = attempt.variant().arm();
        return arm == null ? null : new Pair(run + ".p" + attempt.group(), arm, attempt.order());
    }

    private static double millis(Duration elapsed) {
        return Math.round(elapsed.toNanos() / 1e3) / 1e3;
    }
}
