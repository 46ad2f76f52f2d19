package org.cordon.collector.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.Json;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Lag;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.metrics.PipelineMetrics;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;

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
    private static final String GROUP = "cordon-intake";
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final BatchJudge judge;
    private final PipelineMetrics metrics;
    private final InstantSource clock;

    public Intake(
            KafkaClients clients,
            CollectorConfig config,
            Register register,
            Pseudonyms pseudonyms,
            PipelineMetrics metrics,
            InstantSource clock) {
        this.clients = clients;
        BatchCodec codec = new BatchCodec(new BatchCodec.Limits(config.maxBatch(), config.maxBatchPlain()));
        this.judge = new BatchJudge(codec, register, pseudonyms, config.clockAhead(), config.clockBehind());
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void run(Running running) {
        try (Producer<String, byte[]> producer = clients.transactional("intake");
                Consumer<String, byte[]> consumer = clients.member(GROUP)) {
            producer.initTransactions();
            Assignment assignment = new Assignment(clients, consumer);
            consumer.subscribe(List.of(Topics.BATCHES), assignment);
            while (running.goesOn()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    transact(records, consumer, producer, assignment);
                }
                running.well(Lag.of(consumer));
            }
        }
    }

    private void transact(
            ConsumerRecords<String, byte[]> records,
            Consumer<String, byte[]> consumer,
            Producer<String, byte[]> producer,
            Assignment assignment) {
        Tally tally = new Tally();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        producer.beginTransaction();
        for (TopicPartition partition : records.partitions()) {
            SeenBatches seen = assignment.seen(partition);
            List<ConsumerRecord<String, byte[]>> ofPartition = records.records(partition);
            for (ConsumerRecord<String, byte[]> record : ofPartition) {
                Instant received = assignment.stamp(clock.instant().truncatedTo(ChronoUnit.MILLIS));
                BatchJudge.Judgement judgement = judge.judge(record.key(), record.value(), seen, received);
                send(judgement, record.key(), producer);
                tally.add(judgement, record.timestamp());
            }
            seen.drainChanges()
                    .forEach((probe, text) -> producer.send(new ProducerRecord<>(
                            Topics.SEEN,
                            partition.partition(),
                            probe,
                            text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
            long next = ofPartition.get(ofPartition.size() - 1).offset() + 1;
            offsets.put(partition, new OffsetAndMetadata(next, assignment.stampText()));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        tally.report(metrics);
    }

    private static void send(
            BatchJudge.Judgement judgement,
            @org.jspecify.annotations.Nullable String key,
            Producer<String, byte[]> producer) {
        Map<String, List<Observation>> byCountry = new LinkedHashMap<>();
        for (Observation o : judgement.accepted()) {
            byCountry.computeIfAbsent(o.cc(), cc -> new java.util.ArrayList<>()).add(o);
        }
        byCountry.forEach((cc, observations) ->
                producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, cc, lines(observations))));
        for (Rejection rejection : judgement.rejections()) {
            producer.send(new ProducerRecord<>(Topics.REJECTED, key, json(rejection)));
        }
    }

    private static byte[] lines(List<Observation> observations) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(observations.size() * 300);
        try (ObservationWriter writer = new ObservationWriter(out)) {
            for (Observation o : observations) {
                writer.write(o);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return out.toByteArray();
    }

    private static byte[] json(Rejection rejection) {
        try {
            return Json.mapper().writeValueAsBytes(rejection);
        } catch (IOException e) {
            throw new UncheckedIOException("a rejection can be written", e);
        }
    }

    /** What one transaction brought; counted only once it is committed. */
    private static final class Tally {
        private final List<BatchJudge.Judgement> judgements = new java.util.ArrayList<>();

        void add(BatchJudge.Judgement judgement, long sent) {
            judgements.add(judgement);
        }

        void report(PipelineMetrics metrics) {
            for (BatchJudge.Judgement judgement : judgements) {
                Reason batch = judgement.rejectedBatch();
                metrics.batch(batch == null ? "accepted" : batch.word());
                judgement.rejectedLines().forEach(reason -> metrics.rejectedObservation(reason.word()));
                judgement.accepted().forEach(metrics::accepted);
            }
        }
    }
}
