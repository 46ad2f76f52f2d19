package org.cordon.collector.board;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Lag;
import org.cordon.collector.broker.TopicIds;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Board} as the topics say. */
public final class BoardFollower implements Worker.Task {
    private static final Logger LOG = LoggerFactory.getLogger(BoardFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final TopicPartition BLOCKS = new TopicPartition(Topics.BLOCKS, 0);
    private static final TopicPartition INCIDENTS = new TopicPartition(Topics.INCIDENTS, 0);

    private final KafkaClients clients;
    private final Board board;

    public BoardFollower(KafkaClients clients, Board board) {
        this.clients = clients;
        this.board = board;
    }

    @Override
    public void run(Running running) {
        TopicIds.await(clients, Topics.BLOCKS, running);
        Map<String, Block> blocks = new HashMap<>();
        Map<String, Incident> incidents = new HashMap<>();
        try (Consumer<String, byte[]> consumer = clients.reader("board")) {
            List<TopicPartition> both = List.of(BLOCKS, INCIDENTS);
            consumer.assign(both);
            consumer.seekToBeginning(both);
            // at the start the topics are read whole before anybody sees any of it
            Map<TopicPartition, Long> ends = consumer.endOffsets(both);
            while (running.goesOn()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                boolean whole = both.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
                List<Board.Change> changes = apply(records, blocks, incidents);
                if (whole && (!records.isEmpty() || board.snapshot().version() == 0)) {
                    board.replace(blocks, incidents, changes);
                }
                if (whole) {
                    running.well(Lag.of(consumer));
                }
            }
        }
    }

    private static List<Board.Change> apply(
            ConsumerRecords<String, byte[]> records, Map<String, Block> blocks, Map<String, Incident> incidents) {
        List<Board.Change> changes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.topic().equals(Topics.BLOCKS)) {
                Block block = put(blocks, record, Block.class);
                if (block != null) {
                    changes.add(new Board.Change(record.offset(), block));
                }
            } else {
                put(incidents, record, Incident.class);
            }
        }
        return changes;
    }

    private static <T> @org.jspecify.annotations.Nullable T put(
            Map<String, T> map, ConsumerRecord<String, byte[]> record, Class<T> type) {
        byte[] bytes = record.value();
        if (bytes == null) {
            map.remove(record.key());
            return null;
        }
        try {
            T value = Json.mapper().readValue(bytes, type);
            map.put(record.key(), value);
            return value;
        } catch (IOException e) {
            // written by another version: the rest is shown all the same
            LOG.warn("{} {} cannot be read: {}", record.topic(), record.key(), e.getMessage());
            return null;
        }
    }
}
