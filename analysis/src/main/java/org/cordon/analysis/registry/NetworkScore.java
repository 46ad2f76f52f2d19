package org.cordon.analysis.registry;

import java.math.BigInteger;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;

/**
 * What one network does of what the register says. The first four numbers part the listed addresses, the last four the
 * blocked ones; every address counts once.
 *
 * @param blocks blocks that hold at the moment asked for
 * @param listed addresses that are certainly listed
 * @param listedAndBlocked those of them that the network blocks
 * @param listedNotBlocked those in listed prefixes of which the network reached at least one address
 * @param listedUnmeasured those of which nothing is known
 * @param blocked addresses that the network blocks
 * @param blockedPerhapsListed those of them of whose listing the bounds say nothing
 * @param liftedStillBlocked those that were listed once and are certainly no longer
 * @param blockedNotListed those that the register does not know
 * @param notListed the same as prefixes
 * @param stillBlocked {@code liftedStillBlocked} as prefixes
 * @param lag from listing to enforcement
 * @param lags the same, one by one
 */
public record NetworkScore(
        long asn,
        String cc,
        int blocks,
        BigInteger listed,
        BigInteger listedAndBlocked,
        BigInteger listedNotBlocked,
        BigInteger listedUnmeasured,
        BigInteger blocked,
        BigInteger blockedPerhapsListed,
        BigInteger liftedStillBlocked,
        BigInteger blockedNotListed,
        List<Prefix> notListed,
        List<Prefix> stillBlocked,
        LagSummary lag,
        List<Lag> lags) {}
