package org.cordon.analysis.collateral;

import java.time.Instant;

/**
 * Attempts at one host from one network, counted together.
 *
 * @param control whether controls made them
 * @param from since when they were made; all of them belong to the same stretches of time as this instant
 * @param failed those that failed, {@code worked} those that did not
 */
public record CountedAttempts(String host, long asn, boolean control, Instant from, int failed, int worked) {}
