package org.cordon.collector.monitor;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Observation;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Lag;
import org.cordon.collector.broker.TopicIds;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.metrics.CoverageMetrics;
import org.cordon.collector.metrics.PipelineMetrics;
import org.cordon.collector.supervise.Interval;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detector's host. One member of the group holds a partition of observations and folds it in the order of the log, the
 * others stand by. State is saved every minute and whenever the partition goes; whoever takes over loads it and replays the
 * tail. Nothing is published before the fold has caught up with where the log ended when it began, so that a replay is
 * silent; what it then publishes is what the topic does not say yet.
 */
public final class Monitor implements Worker.Task {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final String GROUP = "cordon-monitor";
    private static final Duration SURVEY = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final DetectorSettings settings;
    private final Duration saveEvery;
    private final ArchiveReader archive;
    private final SavedFolds saved;
    private final CoverageSurvey survey;
    private final CoverageMetrics coverage;
    private final PipelineMetrics metrics;
    private final InstantSource clock;

    /**
     * @param archive what is folded where neither a saved state nor the log reaches back to the beginning
     * @param saved where the state is kept
     */
    public Monitor(
            KafkaClients clients,
            DetectorSettings settings,
            ArchiveReader archive,
            Saving saved,
            PipelineMetrics metrics,
            CoverageMetrics coverage,
            InstantSource clock) {
        this.clients = clients;
        this.settings = settings;
        this.archive = archive;
        this.saveEvery = saved.every;
        this.saved = new SavedFolds(saved.dir, settings);
        this.metrics = metrics;
        this.survey = new CoverageSurvey(settings.ranges(), clock.instant());
        this.coverage = coverage;
        this.clock = clock;
    }

    /** Where state is saved, and how often. */
    public record Saving(Path dir, Duration every) {}

    @Override
    public void run(Running running) {
        String topicId = TopicIds.await(clients, Topics.OBSERVATIONS, running);
        try (Producer<String, byte[]> producer = clients.producer("monitor");
                Consumer<String, byte[]> consumer = clients.member(GROUP)) {
            Shift shift = new Shift(consumer, new Verdicts(producer), topicId);
            consumer.subscribe(List.of(Topics.OBSERVATIONS), shift);
            while (running.goesOn()) {
                boolean behind = shift.foldPast();
                shift.fold(consumer.poll(behind ? Duration.ZERO : POLL));
                shift.saveIfDue();
                shift.surveyIfDue();
                if (behind) {
                    running.unwell("folds what the archive holds from before the log's beginning");
                } else if (!Lag.hasShare(consumer)) {
                    running.unwell("waits for its share of the observations");
                } else {
                    running.well(Lag.of(consumer));
                }
            }
            shift.saveAll();
        }
    }

    /** One spell of duty: the folds held from one start of the loop to its end. */
    private final class Shift implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;
        private final Verdicts verdicts;
        private final String topicId;
        private final Map<TopicPartition, Duty> held = new HashMap<>();
        private final Interval due = new Interval(saveEvery);
        private final Interval surveyDue = new Interval(SURVEY);

        Shift(Consumer<String, byte[]> consumer, Verdicts verdicts, String topicId) {
            this.consumer = consumer;
            this.verdicts = verdicts;
            this.topicId = topicId;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            verdicts.restore(clients);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                Duty duty = saved.load(topicId, partition.partition(), begin, end)
                        .map(fold -> new Duty(fold, end, null))
                        .orElseGet(() -> fromTheBeginning(partition, begin, end));
                consumer.seek(partition, duty.fold.nextOffset());
                held.put(partition, duty);
            }
        }

        private Duty fromTheBeginning(TopicPartition partition, long begin, long end) {
            Fold fold = Fold.fresh(settings, begin);
            if (begin == 0) {
                LOG.info("partition {} is folded from the log's beginning", partition.partition());
                return new Duty(fold, end, null);
            }
            LOG.info("the log begins at offset {}: what is older is folded from the archive first", begin);
            consumer.pause(List.of(partition));
            return new Duty(fold, end, new ArchivedPast(archive, topicId, partition.partition(), begin));
        }

        /** Folds the next piece of what is older than the log. @return whether there may be more */
        boolean foldPast() {
            boolean behind = false;
            for (Map.Entry<TopicPartition, Duty> entry : held.entrySet()) {
                Duty duty = entry.getValue();
                if (duty.past != null) {
                    List<Observation> piece = duty.past.next();
                    duty.fold.acceptPast(piece);
                    behind |= !piece.isEmpty();
                    if (piece.isEmpty()) {
                        LOG.info("{} observations older than the log came from the archive", duty.past.count());
                        duty.past = null;
                        consumer.resume(List.of(entry.getKey()));
                    }
                }
            }
            return behind;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            saveAll();
            partitions.forEach(held::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            // somebody else may have saved a later state already
            partitions.forEach(held::remove);
        }

        void fold(ConsumerRecords<String, byte[]> records) {
            for (ConsumerRecord<String, byte[]> record : records) {
                Duty duty = held.get(new TopicPartition(record.topic(), record.partition()));
                if (duty == null) {
                    throw new IllegalStateException("a record of a partition that is not held");
                }
                int count = duty.fold.accept(record.value(), record.offset());
                metrics.folded(count, duty.fold.lastReceived().toEpochMilli() / 1e3);
                if (duty.live) {
                    publish(duty, duty.fold.detector().drainChanges());
                }
            }
            held.forEach(this::goLive);
            verdicts.flush();
        }

        private void goLive(TopicPartition partition, Duty duty) {
            if (!duty.live && duty.past == null && consumer.position(partition) >= duty.end) {
                duty.live = true;
                duty.fold.detector().drainChanges();
                verdicts.publishBlocks(duty.fold.blocks());
                verdicts.publishIncidents(duty.fold.incidents());
            }
        }

        private void publish(Duty duty, List<Block> changed) {
            if (changed.isEmpty()) {
                return;
            }
            verdicts.publishBlocks(changed);
            verdicts.publishIncidents(duty.fold.incidents());
            verdicts.flush();
            double delay =
                    Duration.between(duty.fold.lastReceived(), clock.instant()).toMillis() / 1e3;
            changed.forEach(block -> metrics.published(word(block), delay));
        }

        void saveIfDue() {
            if (due.isDue()) {
                saveAll();
            }
        }

        void surveyIfDue() {
            if (surveyDue.isDue()) {
                Map<CoverageMetrics.Cell, Integer> counts = new HashMap<>();
                held.values().forEach(duty -> survey.count(duty.fold.detector(), counts));
                coverage.set(counts);
            }
        }

        /** Only what has been published is saved: a state never knows of a verdict that the topic does not. */
        void saveAll() {
            verdicts.flush();
            held.forEach((partition, duty) -> {
                if (duty.live) {
                    saved.save(duty.fold, topicId, partition.partition());
                }
            });
        }
    }

    private static String word(Block block) {
        return block.state().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** A fold and how far the log went when it began. */
    private static final class Duty {
        private final Fold fold;
        private final long end;
        private @Nullable ArchivedPast past;
        private boolean live;

        Duty(Fold fold, long end, @Nullable ArchivedPast past) {
            this.fold = fold;
            this.end = end;
            this.past = past;
        }
    }
}
