package org.cordon.collector.intake;

/**
 * What is known of whoever sent a batch, after its address was forgotten.
 *
 * @param asn AS number that announces the address; 0 where unknown
 * @param cc country in which the address is registered, {@code ZZ} where unknown
 * @param site keyed hash of its /24 or /48; another one every day
 */
public record Sender(long asn, String cc, String site) {}
