package org.cordon.collector.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions to where they end now, from their beginning or from shortly before: how kept state comes back. */
public final class WholeTopic {
    private static final Duration POLL = Duration.ofMillis(100);

    private WholeTopic() {}

    /**
     * Hands over every committed record. Transactions that are open at the call are waited for: they belong to a
     * predecessor and are about to be decided.
     *
     * @throws KafkaException if that takes longer than {@code patience}
     */
    public static void read(
            KafkaClients clients,
            Collection<TopicPartition> partitions,
            Duration patience,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> records) {
        read(clients, partitions, Long.MAX_VALUE, patience, records);
    }

    /** The same, for the last {@code most} records of each partition of a topic. */
    public static void readEnd(
            KafkaClients clients,
            String topic,
            long most,
            Duration patience,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> records) {
        List<TopicPartition> partitions;
        try (Consumer<String, byte[]> consumer = clients.reader("restore")) {
            partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
        }
        read(clients, partitions, most, patience, records);
    }

    private static void read(
            KafkaClients clients,
            Collection<TopicPartition> partitions,
            long most,
            Duration patience,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Long> ends = ends(clients, partitions);
        try (Consumer<String, byte[]> consumer = clients.reader("restore")) {
            consumer.assign(partitions);
            consumer.beginningOffsets(partitions)
                    .forEach((p, first) -> consumer.seek(p, Math.max(first, ends.getOrDefault(p, 0L) - most)));
            long polls = patience.dividedBy(POLL);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL).forEach(records);
                if (polls-- < 0) {
                    throw new KafkaException("a transaction on " + partitions + " stays open");
                }
            }
        }
    }

    /** Where the logs end, open transactions included. */
    private static Map<TopicPartition, Long> ends(KafkaClients clients, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, OffsetSpec.latest()));
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end :
                    admin.listOffsets(question).all().get().entrySet()) {
                ends.put(end.getKey(), end.getValue().offset());
            }
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException("cannot ask where " + partitions + " end", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
