package org.cordon.analysis.cli.campaign;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.cordon.analysis.collateral.Category;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.registry.AddressCount;
import org.cordon.analysis.registry.ScoreCard;

/**
 * What is documented of the campaign and what Cordon makes of it.
 *
 * @param observations that were simulated
 * @param curve the documented figures, in order of time
 * @param when the moment of all that follows: when the register was published that has survived
 * @param documented the register's own damage at that moment, {@code found} that of the blocks that Cordon found
 * @param amazon Amazon's published addresses, {@code amazonDocumented} those in the register, {@code amazonFound} those found
 * @param categories services inside by category
 * @param networks the register against what each network enforces
 */
record CampaignReport(
        long observations,
        List<Point> curve,
        Instant when,
        DamageReport documented,
        DamageReport found,
        BigInteger amazon,
        BigInteger amazonDocumented,
        BigInteger amazonFound,
        List<Services> categories,
        ScoreCard networks) {

    /**
     * One moment.
     *
     * @param listedAtLeast addresses that stood in the register for certain, {@code listedAtMost} those that may have
     * @param found addresses in the blocks that Cordon had confirmed by then in any network
     */
    record Point(AddressCount documented, BigInteger listedAtLeast, BigInteger listedAtMost, BigInteger found) {}

    /** Services of one category inside what is documented, and inside what was found; all of them inferred. */
    record Services(Category category, int documented, int found) {}
}
