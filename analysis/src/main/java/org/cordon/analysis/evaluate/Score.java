package org.cordon.analysis.evaluate;

import java.util.List;

/**
 * The figures of one or several evaluations. Ratios of nothing are 1 for recall, precision and exactness, 0 for the rest.
 *
 * @param pairs (network, prefix) pairs that count, {@code unidentifiable} those that do not
 * @param edges share of all pairs whose edges the measured targets can tell at all
 * @param recall share of pairs found
 * @param exact share of the found pairs whose record no live target can tell from the truth
 * @param falseAlarms confirmed records without a truth, by cause {@code censor} or {@code unknown}
 * @param blamed records without a truth that blame the censor
 * @param superfluous records per pair beyond one
 * @param addressPrecision share of the claimed address-hours that were blocked; an IPv6 /48 weighs as much as an IPv4 address
 * @param addressRecall share of the blocked address-hours that were claimed; the time until a block is found is missing in it
 * @param delay median delay from the pair's start, seconds; {@code delay90} the ninth decile
 * @param oracle the oracle's median, {@code oracle90} its ninth decile
 * @param meanDelay mean delay, seconds, of the pairs found
 * @param bound mean of Lorden's bound on it, for the same pairs ({@link LordenBound})
 * @param lifts pairs whose end the oracle saw, {@code liftRecall} share of them found
 * @param liftDelay median delay of the lift, seconds, {@code liftOracle} the oracle's
 * @param tries median number of attempts inside, from a pair's start on, until a record, suspected or confirmed, first holds
 *     more than half of it
 * @param standing records without a truth that stand at the end, suspected or confirmed, whatever their cause
 * @param reliability stated confidence against what came true, of all records, unconfirmed ones too
 * @param invented the false alarms
 */
public record Score(
        int pairs,
        int unidentifiable,
        double edges,
        double recall,
        double exact,
        int falseAlarms,
        int blamed,
        double superfluous,
        double addressPrecision,
        double addressRecall,
        double delay,
        double delay90,
        double oracle,
        double oracle90,
        double meanDelay,
        double bound,
        int lifts,
        double liftRecall,
        double liftDelay,
        double liftOracle,
        double tries,
        int standing,
        Reliability reliability,
        List<Revision> invented) {}
