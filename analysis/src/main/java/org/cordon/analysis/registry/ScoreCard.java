package org.cordon.analysis.registry;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The register against what is really enforced, at one moment, network by network.
 *
 * @param when the moment
 * @param registerEdition when the register was published
 * @param registerRows rows of it that were used; {@code registerProblems} problems found in it
 * @param listed addresses that are certainly listed at {@code when}
 * @param uncertain addresses that are perhaps listed
 * @param lifted addresses that were listed once and are no longer
 * @param networks by country, then AS number
 * @param caveats what the reader must know before quoting a number
 */
public record ScoreCard(
        Instant when,
        @Nullable Instant registerEdition,
        long registerRows,
        long registerProblems,
        BigInteger listed,
        BigInteger uncertain,
        BigInteger lifted,
        List<NetworkScore> networks,
        List<String> caveats) {}
