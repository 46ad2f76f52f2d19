package org.cordon.analysis.evaluate;

import java.time.Duration;
import org.cordon.analysis.simulate.GroundTruth;

/**
 * How soon a block can be noticed at best. Whatever rule gives, without a block, at most one false alarm in γ
 * observations on average, its mean delay is at least log γ / D observations in the limit of large γ, D being the
 * Kullback–Leibler divergence of an attempt's outcome with the block from that without (Lorden 1971; Page's CUSUM
 * attains it). Here an outcome is a failure or a success, of probability p₁ and p₀; γ is what this network sends into
 * that prefix between two false alarms that are allowed; observations become time by the same rate. It is never less than
 * one observation.
 *
 * <p>The bound is for somebody who knows the prefix, the network's loss and the block's leak, and sees this network
 * only. What other networks show is further evidence: pooling may go below it.
 */
final class LordenBound {
    private static final double HOUR = 3_600;

    private LordenBound() {}

    /**
     * The least mean delay in seconds.
     *
     * @param budget mean time between two false alarms of one network and prefix
     */
    static double seconds(GroundTruth.Pair pair, Duration budget) {
        double failing = 1 - pair.leak() * (1 - pair.loss());
        double between = Math.max(1, pair.perHour() * budget.toSeconds() / HOUR);
        double observations = Math.max(1, Math.log(between) / divergence(failing, pair.loss()));
        return observations / pair.perHour() * HOUR;
    }

    /** D(p‖q) of two outcomes, in nats; infinite where something happens that q excludes. */
    static double divergence(double p, double q) {
        return term(p, q) + term(1 - p, 1 - q);
    }

    private static double term(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }
}
