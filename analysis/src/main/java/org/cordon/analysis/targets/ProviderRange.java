package org.cordon.analysis.targets;

import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * One range that a provider publishes as its own.
 *
 * @param region the provider's own name of the region, or null
 * @param service the provider's own name of the service, several joined by {@code +}, or null
 */
public record ProviderRange(
        Prefix prefix,
        String provider,
        @Nullable String region,
        @Nullable String service) {}
