package org.cordon.collector.monitor;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.observation.Role;
import org.cordon.collector.archive.ArchiveReader;
import org.cordon.collector.broker.Countries;
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
        try (Consumer<String, byte[]> consumer = clients.member(GROUP);
                Shift shift = new Shift(consumer, topicId)) {
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
    private final class Shift implements ConsumerRebalanceListener, AutoCloseable {
        private final Consumer<String, byte[]> consumer;
        private final String topicId;
        private final Map<TopicPartition, HeldFold> held = new HashMap<>();
        private final Interval due = new Interval(saveEvery);
        private final Interval surveyDue = new Interval(SURVEY);

        Shift(Consumer<String, byte[]> consumer, String topicId) {
            this.consumer = consumer;
            this.topicId = topicId;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            int all = consumer.partitionsFor(Topics.OBSERVATIONS).size();
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                int number = partition.partition();
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                Predicate<String> isOurs = cc -> Countries.partition(cc, all) == number;
                Verdicts verdicts = Verdicts.takeOver(clients, number, isOurs);
                Fold fold = saved.load(topicId, number, begin, end).orElse(null);
                ArchivedPast past = fold == null ? past(partition, begin, isOurs) : null;
                HeldFold mine = new HeldFold(fold == null ? Fold.fresh(settings, begin) : fold, verdicts, end, past);
                consumer.seek(partition, mine.fold().nextOffset());
                held.put(partition, mine);
            }
        }

        /** What was before the log; null where the log has everything. */
        private @Nullable ArchivedPast past(TopicPartition partition, long begin, Predicate<String> isOurs) {
            int number = partition.partition();
            ArchivedPast past = new ArchivedPast(
                    archive, topicId, number, begin, o -> o.role() == Role.CONTROL || isOurs.test(o.cc()));
            if (past.isEmpty()) {
                LOG.info("partition {} is folded from the log's beginning at offset {}", number, begin);
                return null;
            }
            LOG.info("partition {} begins at offset {}: what is older is folded from the archive first", number, begin);
            consumer.pause(List.of(partition));
            return past;
        }

        /** Folds the next piece of what is older than the log. @return whether there may be more */
        boolean foldPast() {
            boolean behind = false;
            for (Map.Entry<TopicPartition, HeldFold> entry : held.entrySet()) {
                HeldFold fold = entry.getValue();
                if (fold.isInThePast()) {
                    fold.foldPast();
                    behind = true;
                    if (!fold.isInThePast()) {
                        consumer.resume(List.of(entry.getKey()));
                    }
                }
            }
            return behind;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            saveAll();
            giveUp(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            // somebody else may have saved a later state already
            giveUp(partitions);
        }

        private void giveUp(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                HeldFold fold = held.remove(partition);
                if (fold != null) {
                    fold.close();
                }
            }
        }

        void fold(ConsumerRecords<String, byte[]> records) {
            for (ConsumerRecord<String, byte[]> record : records) {
                HeldFold mine = held.get(new TopicPartition(record.topic(), record.partition()));
                if (mine == null) {
                    throw new IllegalStateException("a record of a partition that is not held");
                }
                Fold.Folded folded = mine.accept(record.value(), record.offset());
                metrics.folded(
                        folded.all(), folded.late(), mine.fold().lastReceived().toEpochMilli() / 1e3);
            }
            held.forEach((partition, mine) -> {
                mine.publish(metrics, clock);
                mine.goLive(consumer.position(partition));
            });
        }

        void saveIfDue() {
            if (due.isDue()) {
                saveAll();
            }
        }

        void surveyIfDue() {
            if (surveyDue.isDue()) {
                Map<CoverageMetrics.Cell, Integer> counts = new HashMap<>();
                held.values().forEach(mine -> survey.count(mine.fold().detector(), counts));
                coverage.set(counts);
            }
        }

        void saveAll() {
            held.forEach((partition, mine) -> {
                if (mine.isLive()) {
                    saved.save(mine.fold(), topicId, partition.partition());
                }
            });
        }

        @Override
        public void close() {
            giveUp(List.copyOf(held.keySet()));
        }
    }
}
