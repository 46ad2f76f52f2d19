package org.cordon.collector.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of docs/formats.md §4, and the one that intake keeps for itself. */
public final class Topics {
    /** Signed batches as they came; key: the probe's fingerprint. */
    public static final String BATCHES = "cordon.batches";

    /** Accepted observations, those of one batch and country in one record; key: country. */
    public static final String OBSERVATIONS = "cordon.observations";

    /** Refusals with their reasons; key: the probe. */
    public static final String REJECTED = "cordon.rejected";

    /** Block records; key: block id; compacted. */
    public static final String BLOCKS = "cordon.blocks";

    /** Incident records; key: incident id; compacted. */
    public static final String INCIDENTS = "cordon.incidents";

    /** What each probe is to measure; key: the probe; compacted. */
    public static final String ASSIGNMENTS = "cordon.assignments";

    /**
     * Which batches have been taken in; key: the probe; compacted; partitioned as {@link #BATCHES} is. Internal: written
     * in the same transaction as the observations, read by whoever takes over the partition.
     */
    public static final String SEEN = "cordon.intake.seen";

    private static final String THIRTY_DAYS_MS = "2592000000";

    /** Longest record: the observations of one batch uncompressed, with what intake adds to each. */
    private static final String LONGEST_RECORD = "16777216";

    private Topics() {}

    /**
     * How many partitions the topics that are shared out have.
     *
     * @param batches of {@link #BATCHES}; how many collectors can share intake
     * @param observations of {@link #OBSERVATIONS}; how many can share the countries
     */
    public record Sizes(int batches, int observations) {}

    /**
     * Creates the topics that are missing; leaves those that exist as they are.
     *
     * @param sizes of those that have to be made
     */
    public static void ensure(Admin admin, Sizes sizes)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(3, TimeUnit.SECONDS);
        List<NewTopic> missing = all(sizes).stream()
                .filter(topic -> !there.contains(topic.name()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            // another collector on the same cluster may be as quick
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static List<NewTopic> all(Sizes sizes) {
        // an acknowledged batch survives the machine, not only the process: fsync before the answer
        Map<String, String> durable = Map.of("flush.messages", "1", "retention.ms", THIRTY_DAYS_MS);
        Map<String, String> kept = Map.of("retention.ms", THIRTY_DAYS_MS, "max.message.bytes", LONGEST_RECORD);
        Map<String, String> compacted = Map.of("cleanup.policy", "compact", "max.message.bytes", LONGEST_RECORD);
        return List.of(
                topic(BATCHES, sizes.batches).configs(durable),
                topic(SEEN, sizes.batches).configs(compacted),
                topic(OBSERVATIONS, sizes.observations).configs(kept),
                topic(REJECTED, 1).configs(kept),
                topic(BLOCKS, 1).configs(compacted),
                topic(INCIDENTS, 1).configs(compacted),
                topic(ASSIGNMENTS, 1).configs(compacted));
    }

    /** Copied as often as the cluster's own default says; once, on the embedded broker. */
    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }
}
