package org.cordon.collector.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.observation.RecentIds;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.broker.WholeTopic;

/**
 * The partitions that this intake holds, with what was seen in each, and the ids of the newest observations of all: read back
 * whenever a partition comes to it.
 */
final class Assignment implements ConsumerRebalanceListener {
    private static final int RECENT_IDS = 250_000;

    /** Batches whose ids are read back: at some fifty observations each, as many as are remembered. */
    private static final int RECENT_BATCHES = RECENT_IDS / 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaClients clients;
    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, SeenBatches> held = new HashMap<>();
    private RecentIds ids = new RecentIds(RECENT_IDS);
    private Instant lastStamp = Instant.EPOCH;

    Assignment(KafkaClients clients, Consumer<String, byte[]> consumer) {
        this.clients = clients;
        this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Set<TopicPartition> all = consumer.partitionsFor(Topics.BATCHES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        // waits until the offsets of a predecessor's last transaction are decided
        consumer.committed(all).values().forEach(this::restoreStamp);
        Map<Integer, SeenBatches> seen = new HashMap<>();
        partitions.forEach(partition -> seen.put(partition.partition(), new SeenBatches()));
        List<TopicPartition> kept = partitions.stream()
                .map(partition -> new TopicPartition(Topics.SEEN, partition.partition()))
                .toList();
        WholeTopic.read(clients, kept, PATIENCE, record -> {
            SeenBatches batches = seen.get(record.partition());
            if (batches != null && record.value() != null) {
                batches.restore(record.key(), new String(record.value(), StandardCharsets.US_ASCII));
            }
        });
        ids = readBack();
        partitions.forEach(
                partition -> held.put(partition, seen.getOrDefault(partition.partition(), new SeenBatches())));
    }

    private RecentIds readBack() {
        RecentIds recent = new RecentIds(RECENT_IDS);
        ObservationReader reader = new ObservationReader();
        WholeTopic.readEnd(
                clients,
                Topics.OBSERVATIONS,
                RECENT_BATCHES,
                PATIENCE,
                record -> reader.readAll(record.value(), o -> recent.add(o.id())));
        return recent;
    }

    private void restoreStamp(@org.jspecify.annotations.Nullable OffsetAndMetadata committed) {
        if (committed != null && !committed.metadata().isEmpty()) {
            Instant stamp = Instant.parse(committed.metadata());
            lastStamp = stamp.isAfter(lastStamp) ? stamp : lastStamp;
        }
    }

    SeenBatches seen(TopicPartition partition) {
        SeenBatches seen = held.get(partition);
        if (seen == null) {
            throw new IllegalStateException("records of " + partition + ", which is not held");
        }
        return seen;
    }

    /** Of the newest observations, those that others took in until this partition was assigned included. */
    RecentIds ids() {
        return ids;
    }

    /** {@code now}, or the last stamp where the clock has gone back. */
    Instant stamp(Instant now) {
        lastStamp = now.isAfter(lastStamp) ? now : lastStamp;
        return lastStamp;
    }

    /** The last stamp, to be kept with the offset. */
    String stampText() {
        return lastStamp.toString();
    }
}
