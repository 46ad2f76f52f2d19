package org.cordon.analysis.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.cordon.analysis.observation.Access;
import org.cordon.analysis.observation.Observation;

/**
 * Plays a scenario: its observations in fold order, made as they are asked for, the same ones for the same seed. Attempts
 * are drawn a minute at a time (Poisson, or at the scenario's interval) and wait until nothing can be received before them.
 * Once all are taken, {@link #truth} says what they should have shown.
 */
public final class Simulator implements Iterator<Observation> {
    private static final long WINDOW = 60_000;
    private static final double HOUR = 3_600_000;

    private final Scenario scenario;
    private final List<SimulatedTarget> targets;
    private final List<SimulatedNetwork> networks;
    private final Outcomes outcomes;
    private final SplittableRandom random;
    private final TruthKeeper truth;
    private final TreeMap<Long, List<Attempt>> waiting = new TreeMap<>();
    private final long origin;
    private final long end;
    private List<Attempt> ready = List.of();
    private int position;
    private long window;
    private long count;

    public Simulator(Scenario scenario) {
        this.scenario = scenario;
        this.random = new SplittableRandom(scenario.seed());
        this.targets = TargetDraw.drawWithGroups(scenario).stream()
                .map(drawn -> SimulatedTarget.of(scenario, drawn))
                .toList();
        this.networks = scenario.networks().stream()
                .map(network -> new SimulatedNetwork(scenario, network, targets))
                .toList();
        this.outcomes = new Outcomes(scenario, targets, random);
        this.truth = new TruthKeeper(scenario, networks, targets);
        this.origin = scenario.start().toEpochMilli();
        this.end = scenario.duration().toMillis();
    }

    @Override
    public boolean hasNext() {
        while (position == ready.size()) {
            if (window * WINDOW >= end && waiting.isEmpty()) {
                return false;
            }
            advance();
        }
        return true;
    }

    @Override
    public Observation next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Attempt attempt = ready.get(position++);
        truth.saw(attempt);
        return attempt.observation();
    }

    /** What the observations taken so far should have shown. */
    public GroundTruth truth() {
        return truth.truth();
    }

    /** Draws one more minute; then all that was received before its end can go. */
    private void advance() {
        long from = window * WINDOW;
        if (from < end) {
            for (int n = 0; n < networks.size(); n++) {
                if (scenario.every() == null) {
                    byRate(n, from);
                } else {
                    byInterval(n, from, scenario.every().toMillis());
                }
            }
            window++;
        }
        position = 0;
        ready = List.of();
        if (!waiting.isEmpty() && (from >= end || waiting.firstKey() < window)) {
            ready = waiting.pollFirstEntry().getValue();
            ready.sort(Comparator.comparing((Attempt a) -> a.observation().foldTime())
                    .thenComparing(a -> a.observation().id()));
        }
    }

    private void byRate(int n, long from) {
        SimulatedNetwork network = networks.get(n);
        double honest = Math.max(1, network.network.probes());
        double length = Math.min(WINDOW, end - from);
        double mean = scenario.rate() * targets.size() * length / HOUR * network.weight() / honest;
        for (int i = Draw.poisson(random, mean); i > 0; i--) {
            long at = from + random.nextInt((int) length);
            attempt(n, network.pick(random), random.nextInt(targets.size()), at);
        }
    }

    /** Each probe tries each target once in each interval, at a moment of its own. */
    private void byInterval(int n, long from, long every) {
        List<SimulatedProbe> probes = networks.get(n).probes;
        for (int p = 0; p < probes.size(); p++) {
            for (int t = 0; t < targets.size(); t++) {
                long phase = (long) (Draw.share(scenario.seed(), n * 1_000L + p, 7_000_000L + t) * every);
                long until = Math.min(from + WINDOW, end);
                for (long at = phase + Math.max(0, (from - phase + every - 1) / every) * every;
                        at < until;
                        at += every) {
                    attempt(n, probes.get(p), t, at);
                }
            }
        }
    }

    private void attempt(int n, SimulatedProbe probe, int t, long at) {
        SimulatedTarget target = targets.get(t);
        if (at < target.since()) {
            return;
        }
        SimulatedNetwork network = networks.get(n);
        String test = scenario.tests().get(random.nextInt(scenario.tests().size()));
        Outcomes.Outcome outcome = outcomes.of(network, probe, t, target, test, at);
        long done = at + (long) outcome.ms();
        long received = done + probe.late(at) + uploading(probe);
        Observation observation = observation(network, probe, target, test, at, received, outcome);
        waiting.computeIfAbsent(received / WINDOW, w -> new ArrayList<>())
                .add(new Attempt(observation, n, t, at, outcome.censored(), outcome.honest()));
    }

    private long uploading(SimulatedProbe probe) {
        int longest = (int) probe.habits.upload().toMillis();
        return longest <= 0 ? 0 : random.nextInt(longest);
    }

    private Observation observation(
            SimulatedNetwork network,
            SimulatedProbe probe,
            SimulatedTarget target,
            String test,
            long at,
            long received,
            Outcomes.Outcome outcome) {
        Access access = probe.access;
        count++;
        return new Observation(
                scenario.seed() + "-" + Long.toString(count, 36),
                probe.identity(count),
                probe.site,
                network.network.role(),
                network.network.cc(),
                network.network.asn(),
                access,
                probe.region,
                null,
                outcome.mode(),
                Instant.ofEpochMilli(origin + at + probe.skew),
                Instant.ofEpochMilli(origin + received),
                test,
                target.target().list(),
                null,
                target.target().ip(),
                target.target().port(),
                null,
                outcome.failure(),
                outcome.operation(),
                outcome.ms(),
                10_000,
                null,
                null,
                null,
                outcome.detail());
    }
}
