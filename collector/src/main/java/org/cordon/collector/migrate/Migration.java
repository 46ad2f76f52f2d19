package org.cordon.collector.migrate;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.cordon.collector.archive.ArchiveStore;
import org.cordon.collector.archive.Archiver;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.broker.WholeTopic;
import org.cordon.collector.intake.Intake;
import org.cordon.collector.metrics.PipelineMetrics;
import org.cordon.collector.supervise.Condition;
import org.cordon.collector.supervise.Worker;
import org.jspecify.annotations.Nullable;

/**
 * Moves what one broker holds for a collector to another. Everything that it sends may be sent twice: batches are known by
 * their numbers, the rest is compacted by key.
 */
public final class Migration {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> COMPACTED =
            List.of(Topics.SEEN, Topics.BLOCKS, Topics.INCIDENTS, Topics.ASSIGNMENTS);

    private final KafkaClients from;
    private final KafkaClients to;
    private final Path data;
    private final java.util.function.Consumer<String> report;
    private volatile @Nullable Exception failure;

    /**
     * @param data the collector's directory; the caller holds its lock
     * @param report is told of each step
     */
    public Migration(KafkaClients from, KafkaClients to, Path data, java.util.function.Consumer<String> report) {
        this.from = from;
        this.to = to;
        this.data = data;
        this.report = report;
    }

    /**
     * @param sizes of topics that have to be made on the cluster
     * @throws IOException if the cluster does not answer or is in use already
     */
    public void run(Topics.Sizes sizes) throws IOException, InterruptedException {
        prepare(sizes);
        // first, since it waits until the last transaction of an intake that was killed is decided
        Map<TopicPartition, Long> taken = taken();
        report.accept(archiveTheRest() + " observations went to the archive");
        report.accept(copyWaiting(taken) + " batches that nobody has taken in were copied");
        for (String topic : COMPACTED) {
            report.accept(copyCompacted(topic) + " records of " + topic + " were copied");
        }
    }

    private void prepare(Topics.Sizes sizes) throws IOException, InterruptedException {
        try (Admin admin = to.admin()) {
            Topics.ensure(admin, sizes);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the cluster at " + to.bootstrap() + " does not answer: " + e.getMessage(), e);
        }
        try (Consumer<String, byte[]> consumer = to.reader("migrate")) {
            Collection<TopicPartition> partitions = partitions(consumer, Topics.OBSERVATIONS);
            if (consumer.endOffsets(partitions).values().stream().anyMatch(end -> end > 0)) {
                throw new IOException("the cluster at " + to.bootstrap()
                        + " holds observations already: two histories would be mixed");
            }
        }
    }

    private static Collection<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** By partition of {@code cordon.batches}, the first that intake has not taken in. */
    private Map<TopicPartition, Long> taken() {
        try (Consumer<String, byte[]> consumer = from.member(Intake.GROUP)) {
            Collection<TopicPartition> partitions = partitions(consumer, Topics.BATCHES);
            Map<TopicPartition, Long> next = new HashMap<>(consumer.beginningOffsets(partitions));
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    next.merge(partition, offset.offset(), Math::max);
                }
            });
            return next;
        }
    }

    private long archiveTheRest() throws IOException, InterruptedException {
        CollectorRegistry registry = new CollectorRegistry();
        InstantSource clock = InstantSource.system();
        Archiver.Terms terms = new Archiver.Terms(Duration.ofMillis(200), Duration.ofDays(36_500), null);
        Condition condition = new Condition("archive", clock);
        try (ArchiveStore store = ArchiveStore.open(data.resolve(ArchiveStore.FILE), "512MB");
                Worker archiver = Worker.start(
                        condition, new Archiver(from, store, terms, new PipelineMetrics(registry, clock), clock))) {
            while (!condition.isWell() || condition.lag() != 0) {
                Thread.sleep(POLL.toMillis());
                if (condition.silence().compareTo(PATIENCE) > 0) {
                    throw new IOException("the archive does not go on: " + condition.problem());
                }
            }
        }
        Double archived = registry.getSampleValue("cordon_archive_observations_total");
        return archived == null ? 0 : archived.longValue();
    }

    private long copyWaiting(Map<TopicPartition, Long> first) {
        long copied = 0;
        try (Consumer<String, byte[]> consumer = from.reader("migrate");
                Producer<String, byte[]> producer = to.producer("migrate")) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(first.keySet());
            consumer.assign(first.keySet());
            first.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    // with its headers: what the gateway knew of the sender
                    send(
                            producer,
                            new ProducerRecord<>(
                                    record.topic(),
                                    null,
                                    record.timestamp(),
                                    record.key(),
                                    record.value(),
                                    record.headers()));
                    copied++;
                }
            }
            flush(producer);
        }
        return copied;
    }

    /** Goes by key, as what is sent anew does, so that the topic may have another number of partitions there. */
    private int copyCompacted(String topic) {
        Map<String, byte[]> latest = new LinkedHashMap<>();
        try (Consumer<String, byte[]> consumer = from.reader("migrate");
                Producer<String, byte[]> producer = to.producer("migrate")) {
            WholeTopic.read(from, partitions(consumer, topic), PATIENCE, record -> {
                if (record.value() == null) {
                    latest.remove(record.key());
                } else {
                    latest.put(record.key(), record.value());
                }
            });
            latest.forEach((key, value) -> send(producer, new ProducerRecord<>(topic, key, value)));
            flush(producer);
        }
        return latest.size();
    }

    private void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        producer.send(record, (metadata, e) -> {
            if (e != null) {
                failure = e;
            }
        });
    }

    private void flush(Producer<String, byte[]> producer) {
        producer.flush();
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the cluster did not take everything: " + failed.getMessage(), failed);
        }
    }
}
