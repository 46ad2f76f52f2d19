package org.cordon.collector.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.cordon.analysis.prefix.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What {@code collector serve} was told; each component is the {@link Settings setting} of the same name.
 *
 * @param keep null: for ever
 * @param registry files of the censor's register, or names of shipped ones
 * @param publicUrl without a slash at its end; null: nobody told it
 * @param webhookSecret there where there are webhooks
 * @param archiveMemory as DuckDB reads it, such as {@code 192MB}
 */
public record CollectorConfig(
        Path data,
        HostPort listen,
        @Nullable String kafka,
        @Nullable Path kafkaProperties,
        Set<CollectorRole> roles,
        Path keys,
        Path state,
        HostPort kafkaListen,
        HostPort kafkaAdvertise,
        int partitions,
        int observationPartitions,
        @Nullable Path register,
        boolean trustClaims,
        boolean openRecords,
        @Nullable String recordsToken,
        Duration clockAhead,
        Duration clockBehind,
        int maxBatch,
        int maxBatchPlain,
        Duration saveEvery,
        Duration archiveEvery,
        String archiveMemory,
        Duration closeAfter,
        @Nullable Duration keep,
        List<Prefix> trustedProxies,
        int siteBatches,
        int networkBatches,
        int gatewayInFlight,
        List<Path> services,
        String target,
        @Nullable Path ranges,
        List<String> registry,
        @Nullable String publicUrl,
        String licence,
        List<URI> webhooks,
        byte @Nullable [] webhookSecret) {

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "CollectorConfig[data=" + data + ", listen=" + listen + ", kafka=" + kafka + "]";
    }
}
