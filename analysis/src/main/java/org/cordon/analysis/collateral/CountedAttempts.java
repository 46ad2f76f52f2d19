package org.cordon.analysis.collateral;

import java.time.Instant;
import org.cordon.analysis.prefix.Address;

/**
 * Attempts at one host under one address from one network, counted together.
 *
 * @param control whether controls made them
 * @param from since when they were made; all of them belong to the same stretches of time as this instant
 * @param failed those that failed, {@code worked} those that did not
 */
public record CountedAttempts(
        String host, Address ip, long asn, boolean control, Instant from, int failed, int worked) {}
