package org.cordon.collector.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.wire.ObservationReader;
import org.cordon.collector.broker.Countries;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Lag;
import org.cordon.collector.broker.TopicIds;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.metrics.PipelineMetrics;
import org.cordon.collector.supervise.Interval;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;
import org.jspecify.annotations.Nullable;

/** Follows {@code cordon.observations} into the archive; where it goes on is what the archive says, not Kafka. */
public final class Archiver implements Worker.Task {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Commits sooner than the interval when so many observations wait. */
    private static final int MAX_WAITING = 20_000;

    private final KafkaClients clients;
    private final ArchiveStore store;
    private final Duration every;
    private final PipelineMetrics metrics;
    private final Closing closing;
    private final ObservationReader reader = new ObservationReader();

    /**
     * How it keeps time.
     *
     * @param every how often it commits
     * @param closeAfter a day becomes a file so long after its end
     * @param keep a closed day goes so long after its end; null: never
     */
    public record Terms(
            Duration every, Duration closeAfter, @Nullable Duration keep) {}

    public Archiver(
            KafkaClients clients, ArchiveStore store, Terms terms, PipelineMetrics metrics, InstantSource clock) {
        this.clients = clients;
        this.store = store;
        this.every = terms.every;
        this.metrics = metrics;
        this.closing = new Closing(store, new Closing.Terms(terms.closeAfter, terms.keep), clock);
    }

    @Override
    public void run(Running running) {
        int log = store.log(TopicIds.await(clients, Topics.OBSERVATIONS, running));
        try (Consumer<String, byte[]> consumer = clients.reader("archive")) {
            resume(consumer, store.nextOffsets(log));
            Waiting waiting = new Waiting(log);
            Interval due = new Interval(every);
            while (running.goesOn()) {
                waiting.take(consumer.poll(POLL));
                if (waiting.entries.size() >= MAX_WAITING || due.isDue()) {
                    waiting.commit();
                }
                closing.closeIfDue();
                long lag = Lag.of(consumer);
                report(running, lag < 0 ? lag : lag + waiting.records);
            }
            waiting.commit();
        }
    }

    private void report(Running running, long lag) {
        String trouble = closing.trouble();
        if (trouble == null) {
            running.well(lag);
        } else {
            running.unwell(trouble);
        }
    }

    private static void resume(Consumer<String, byte[]> consumer, Map<Integer, Long> next) {
        List<TopicPartition> all = consumer.partitionsFor(Topics.OBSERVATIONS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        for (TopicPartition partition : all) {
            Long offset = next.get(partition.partition());
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    /** What was read and is not committed yet. */
    private final class Waiting {
        private final int log;
        private final List<ArchiveStore.Entry> entries = new ArrayList<>();
        private final Map<Integer, Long> next = new HashMap<>();
        private long records;

        Waiting(int log) {
            this.log = log;
        }

        void take(ConsumerRecords<String, byte[]> polled) {
            for (ConsumerRecord<String, byte[]> record : polled) {
                if (!Countries.isCopy(record.headers())) {
                    take(record);
                }
                next.put(record.partition(), record.offset() + 1);
                records++;
            }
        }

        private void take(ConsumerRecord<String, byte[]> record) {
            int before = entries.size();
            reader.readAll(record.value(), observation -> {
                int index = entries.size() - before;
                Position position = new Position(log, record.partition(), record.offset(), index);
                entries.add(new ArchiveStore.Entry(position, observation));
            });
        }

        void commit() {
            if (next.isEmpty()) {
                return;
            }
            store.add(log, entries, next);
            if (!entries.isEmpty()) {
                Instant last = entries.get(entries.size() - 1).observation().foldTime();
                metrics.archived(entries.size(), last.toEpochMilli() / 1e3);
            }
            entries.clear();
            next.clear();
            records = 0;
        }
    }
}
