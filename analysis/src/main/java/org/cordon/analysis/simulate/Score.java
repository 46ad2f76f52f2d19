package org.cordon.analysis.simulate;

import java.util.ArrayList;
import java.util.List;
import org.cordon.analysis.detect.Block;

/**
 * The figures of one or several evaluations. Ratios of nothing are 1 for recall and exactness, 0 for the rest.
 *
 * @param pairs (network, prefix) pairs that count, {@code unidentifiable} those that do not
 * @param recall share of pairs found
 * @param exact share of the found pairs whose record no live target can tell from the truth
 * @param falseAlarms confirmed records without a truth, by cause {@code censor} or {@code unknown}
 * @param blamed records without a truth that blame the censor
 * @param superfluous records per pair beyond one
 * @param delay median delay from the pair's start, seconds; {@code delay90} the ninth decile
 * @param oracle the oracle's median, {@code oracle90} its ninth decile
 * @param lifts pairs whose end the oracle saw, {@code liftRecall} share of them found
 * @param liftDelay median delay of the lift, seconds, {@code liftOracle} the oracle's
 * @param calibration expected calibration error of {@code confidence}, ten bins
 */
public record Score(
        int pairs,
        int unidentifiable,
        double recall,
        double exact,
        int falseAlarms,
        int blamed,
        double superfluous,
        double delay,
        double delay90,
        double oracle,
        double oracle90,
        int lifts,
        double liftRecall,
        double liftDelay,
        double liftOracle,
        double calibration,
        List<Block> invented) {

    /** Adds up. */
    public static final class Tally {
        private static final int BINS = 10;

        private final List<Double> delays = new ArrayList<>();
        private final List<Double> oracles = new ArrayList<>();
        private final List<Double> liftDelays = new ArrayList<>();
        private final List<Double> liftOracles = new ArrayList<>();
        private final double[] said = new double[BINS];
        private final int[] was = new int[BINS];
        private final int[] seen = new int[BINS];
        private final List<Block> invented = new ArrayList<>();
        private int unidentifiable;
        private int missed;
        private int exact;
        private int liftsMissed;
        private int trueRecords;
        private int blamed;

        void unidentifiable() {
            unidentifiable++;
        }

        void missed() {
            missed++;
        }

        void found(double delay, double oracle, boolean exactly) {
            delays.add(delay);
            oracles.add(oracle);
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

        void falseAlarm(Block block) {
            invented.add(block);
        }

        void blamed() {
            blamed++;
        }

        void confirmed(boolean isTrue) {
            trueRecords += isTrue ? 1 : 0;
        }

        void calibrate(double confidence, boolean isTrue) {
            int bin = (int) Math.min(BINS - 1, confidence * BINS);
            said[bin] += confidence;
            was[bin] += isTrue ? 1 : 0;
            seen[bin]++;
        }

        Score score() {
            int pairs = delays.size() + missed;
            int lifts = liftDelays.size() + liftsMissed;
            return new Score(
                    pairs,
                    unidentifiable,
                    share(delays.size(), pairs, 1),
                    share(exact, delays.size(), 1),
                    invented.size(),
                    blamed,
                    pairs == 0 ? 0 : Math.max(0, trueRecords - delays.size()) / (double) pairs,
                    quantile(delays, 0.5),
                    quantile(delays, 0.9),
                    quantile(oracles, 0.5),
                    quantile(oracles, 0.9),
                    lifts,
                    share(liftDelays.size(), lifts, 1),
                    quantile(liftDelays, 0.5),
                    quantile(liftOracles, 0.5),
                    calibration(),
                    List.copyOf(invented));
        }

        private double calibration() {
            int all = 0;
            double error = 0;
            for (int i = 0; i < BINS; i++) {
                all += seen[i];
                error += Math.abs(said[i] - was[i]);
            }
            return all == 0 ? 0 : error / all;
        }

        private static double share(int part, int whole, double ofNothing) {
            return whole == 0 ? ofNothing : (double) part / whole;
        }

        private static double quantile(List<Double> values, double q) {
            if (values.isEmpty()) {
                return 0;
            }
            List<Double> sorted = values.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(q * (sorted.size() - 1))));
        }
    }
}
