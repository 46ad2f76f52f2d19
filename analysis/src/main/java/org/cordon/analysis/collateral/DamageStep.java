package org.cordon.analysis.collateral;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.prefix.Prefix;

/**
 * What one prefix changed when it was added or lifted.
 *
 * @param when the moment
 * @param prefix the prefix
 * @param added whether it was added; else it was lifted
 * @param addresses how many addresses changed: 0 for a prefix inside one that is blocked anyway
 * @param total addresses that are blocked after it
 * @param services the services that are hit by it alone, or freed, by name
 */
public record DamageStep(
        Instant when, Prefix prefix, boolean added, BigInteger addresses, BigInteger total, List<String> services) {}
