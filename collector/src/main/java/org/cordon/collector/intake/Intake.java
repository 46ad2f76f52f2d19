package org.cordon.collector.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Lag;
import org.cordon.collector.broker.TopicIds;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.metrics.PipelineMetrics;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches in: consume, judge, produce, in one transaction with the offset and with what was seen.
 *
 * <p>Exactly once: observations, refusals, the numbers of the batches seen and the offset of {@code cordon.batches} become
 * visible together or not at all. After kill -9 the next intake of the same name ends the open transaction, reads what was
 * seen, and goes on at the offset. A batch that a probe sends again because it did not see the acknowledgement is then
 * known by its numbers.
 *
 * <p>{@code received} never goes back, though clocks do: the last stamp travels with the offset.
 */
public final class Intake implements Worker.Task {
    /** The consumer group whose offsets say what has been taken in. */
    public static final String GROUP = "cordon-intake";

    private static final Duration POLL = Duration.ofMillis(200);

    /** Bytes of observations after which a transaction ends: small batches may hold much, and a transaction has a limit. */
    private static final int LARGE = 16 << 20;

    private final KafkaClients clients;
    private final BatchJudge judge;
    private final Stamp stamp;
    private final PipelineMetrics metrics;
    private final InstantSource clock;

    public Intake(
            KafkaClients clients,
            CollectorConfig config,
            Register register,
            Pseudonyms pseudonyms,
            Stamp stamp,
            PipelineMetrics metrics,
            InstantSource clock) {
        this.clients = clients;
        this.stamp = stamp;
        BatchCodec codec = new BatchCodec(new BatchCodec.Limits(config.maxBatch(), config.maxBatchPlain()));
        this.judge = new BatchJudge(
                codec, register, pseudonyms, new BatchJudge.TimeWindow(config.clockAhead(), config.clockBehind()));
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void run(Running running) {
        TopicIds.await(clients, Topics.BATCHES, running);
        try (Producer<String, byte[]> producer = clients.transactional("intake");
                Consumer<String, byte[]> consumer = clients.member(GROUP)) {
            producer.initTransactions();
            Assignment assignment = new Assignment(clients, consumer);
            consumer.subscribe(List.of(Topics.BATCHES), assignment);
            while (running.goesOn()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    Transaction transaction = new Transaction(producer, consumer, assignment);
                    for (ConsumerRecord<String, byte[]> record : records) {
                        transaction.take(record);
                    }
                    transaction.commit();
                }
                if (Lag.hasShare(consumer)) {
                    running.well(Lag.of(consumer));
                } else {
                    running.unwell("waits for its share of the batches");
                }
            }
        }
    }

    /** What belongs together: batches judged, and the offset behind them. Begins anew whenever it has grown large. */
    private final class Transaction {
        private final Producer<String, byte[]> producer;
        private final Consumer<String, byte[]> consumer;
        private final Assignment assignment;
        private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        private Tally tally = new Tally();
        private int size;

        Transaction(Producer<String, byte[]> producer, Consumer<String, byte[]> consumer, Assignment assignment) {
            this.producer = producer;
            this.consumer = consumer;
            this.assignment = assignment;
        }

        void take(ConsumerRecord<String, byte[]> record) {
            if (offsets.isEmpty()) {
                producer.beginTransaction();
            }
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Instant received = assignment.stamp(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            BatchJudge.Memory memory = new BatchJudge.Memory(assignment.seen(partition), assignment.ids());
            Judgement judgement = judge.judge(record.key(), record.value(), sender(record), memory, received);
            send(judgement, record.key());
            tally.add(judgement);
            offsets.put(partition, new OffsetAndMetadata(record.offset() + 1, assignment.stampText()));
            if (size >= LARGE) {
                commit();
            }
        }

        /** Who sent it, where the gateway knows. */
        private @Nullable Sender sender(ConsumerRecord<String, byte[]> record) {
            Header header = record.headers().lastHeader(Stamp.HEADER);
            return header == null || record.value() == null
                    ? null
                    : stamp.read(header.value(), record.value()).orElse(null);
        }

        private void send(Judgement judgement, @Nullable String key) {
            int partitions = producer.partitionsFor(Topics.OBSERVATIONS).size();
            for (ProducerRecord<String, byte[]> record : ObservationRecords.of(judgement.accepted(), partitions)) {
                producer.send(record);
                size += record.value().length;
            }
            for (Rejection rejection : judgement.rejections()) {
                producer.send(new ProducerRecord<>(Topics.REJECTED, key, rejection.json()));
            }
        }

        void commit() {
            if (offsets.isEmpty()) {
                return;
            }
            for (TopicPartition partition : offsets.keySet()) {
                assignment
                        .seen(partition)
                        .drainChanges()
                        .forEach((probe, text) -> producer.send(new ProducerRecord<>(
                                Topics.SEEN, partition.partition(), probe, text.getBytes(StandardCharsets.US_ASCII))));
            }
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
            tally.report(metrics);
            tally = new Tally();
            offsets.clear();
            size = 0;
        }
    }
}
