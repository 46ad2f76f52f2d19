package org.cordon.analysis.registry;

import java.time.Instant;

/**
 * How many addresses were blocked at some moment of the campaign of 2018, as it was counted or said.
 *
 * @param kind {@code computed} from a list, or {@code press…}: rounded by those who quoted it
 * @param source who says so, {@code note} what else is to be known of it
 */
public record AddressCount(Instant when, long addresses, String kind, String source, String note) {}
