package org.cordon.analysis.targets;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** How many addresses of some set are a provider's; the region is null where the provider names none. */
public record ProviderShare(String provider, @Nullable String region, BigInteger addresses) {}
