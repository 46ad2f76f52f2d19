package org.cordon.analysis.collateral;

import java.math.BigInteger;
import java.util.List;

/**
 * A damage report in the few lines that stand beside a block or incident. Measured and inferred stand apart in all of it.
 *
 * @param services services with an address inside, of any status; {@code addresses} how many addresses they have there
 * @param named the best known of them, the measured first
 * @param target whom the block is meant for; {@code targetAddresses} its own addresses inside
 * @param innocentAddresses all other addresses inside
 * @param measuredDown names of services that failed from blocking networks while controls reached them
 * @param inferred names of services that are inside and not measured well enough
 * @param categories how many services of each category have which status
 * @param rule id of the rule that parts measured from inferred
 */
public record DamageSummary(
        int services,
        int addresses,
        List<String> named,
        String target,
        BigInteger targetAddresses,
        BigInteger innocentAddresses,
        List<String> measuredDown,
        List<String> inferred,
        List<DamageReport.CategoryDamage> categories,
        String rule) {}
