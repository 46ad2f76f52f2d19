package org.cordon.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Adds up to a {@link Score}: of one evaluation, or of several (other seeds of the same world). */
public final class Tally {
    private final List<Double> delays = new ArrayList<>();
    private final List<Double> oracles = new ArrayList<>();
    private final List<Double> bounds = new ArrayList<>();
    private final List<Double> liftDelays = new ArrayList<>();
    private final List<Double> liftOracles = new ArrayList<>();
    private final List<Double> tries = new ArrayList<>();
    private final List<Revision> invented = new ArrayList<>();
    private Reliability reliability = Reliability.NONE;
    private AddressTime addresses = AddressTime.NONE;
    private int seen;
    private int withEdges;
    private int unidentifiable;
    private int missed;
    private int exact;
    private int liftsMissed;
    private int trueRecords;
    private int blamed;
    private int standing;

    void edges(boolean told) {
        seen++;
        withEdges += told ? 1 : 0;
    }

    void unidentifiable() {
        unidentifiable++;
    }

    void missed() {
        missed++;
    }

    void found(double delay, double oracle, double bound, boolean exactly) {
        delays.add(delay);
        oracles.add(oracle);
        bounds.add(bound);
        exact += exactly ? 1 : 0;
    }

    /** @param delay negative: not found */
    void lift(double delay, double oracle) {
        if (delay < 0) {
            liftsMissed++;
        } else {
            liftDelays.add(delay);
            liftOracles.add(oracle);
        }
    }

    void falseAlarm(Revision record) {
        invented.add(record);
    }

    void tries(int count) {
        tries.add((double) count);
    }

    void stillStanding() {
        standing++;
    }

    void blamed() {
        blamed++;
    }

    void confirmed(boolean isTrue) {
        trueRecords += isTrue ? 1 : 0;
    }

    void calibrate(double confidence, boolean isTrue) {
        reliability = reliability.with(confidence, isTrue);
    }

    void addresses(AddressTime more) {
        addresses = addresses.plus(more);
    }

    /** The figures so far. */
    public Score score() {
        int pairs = delays.size() + missed;
        int lifts = liftDelays.size() + liftsMissed;
        return new Score(
                pairs,
                unidentifiable,
                share(withEdges, seen, 1),
                share(delays.size(), pairs, 1),
                share(exact, delays.size(), 1),
                invented.size(),
                blamed,
                pairs == 0 ? 0 : Math.max(0, trueRecords - delays.size()) / (double) pairs,
                addresses.precision(),
                addresses.recall(),
                quantile(delays, 0.5),
                quantile(delays, 0.9),
                quantile(oracles, 0.5),
                quantile(oracles, 0.9),
                mean(delays),
                mean(bounds),
                lifts,
                share(liftDelays.size(), lifts, 1),
                quantile(liftDelays, 0.5),
                quantile(liftOracles, 0.5),
                quantile(tries, 0.5),
                standing,
                reliability,
                List.copyOf(invented));
    }

    private static double share(int part, int whole, double ofNothing) {
        return whole == 0 ? ofNothing : (double) part / whole;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double quantile(List<Double> values, double q) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(q * (sorted.size() - 1))));
    }
}
