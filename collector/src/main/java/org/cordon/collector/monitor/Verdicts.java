package org.cordon.collector.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.cordon.analysis.detect.Block;
import org.cordon.analysis.detect.Incident;
import org.cordon.analysis.wire.Json;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.broker.WholeTopic;

/**
 * Publishes blocks and incidents, each only where it differs from what the topic says of it: a fold that replays its tail
 * after a crash comes to the same records and writes nothing.
 */
final class Verdicts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Producer<String, byte[]> producer;
    private final Map<String, byte[]> blocks = new HashMap<>();
    private final Map<String, byte[]> incidents = new HashMap<>();

    Verdicts(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Reads what the topics say now. */
    void restore(KafkaClients clients) {
        restore(clients, Topics.BLOCKS, blocks);
        restore(clients, Topics.INCIDENTS, incidents);
    }

    private static void restore(KafkaClients clients, String topic, Map<String, byte[]> published) {
        published.clear();
        WholeTopic.read(clients, List.of(new TopicPartition(topic, 0)), PATIENCE, record -> {
            if (record.value() == null) {
                published.remove(record.key());
            } else {
                published.put(record.key(), record.value());
            }
        });
    }

    /** Sends the blocks that are news. @return how many */
    int publishBlocks(List<Block> changed) {
        int sent = 0;
        for (Block block : changed) {
            sent += send(Topics.BLOCKS, blocks, block.id(), block) ? 1 : 0;
        }
        return sent;
    }

    /** Sends the incidents that are news, and withdraws those that have become part of others. */
    void publishIncidents(List<Incident> all) {
        Set<String> gone = new HashSet<>(incidents.keySet());
        for (Incident incident : all) {
            send(Topics.INCIDENTS, incidents, incident.id(), incident);
            gone.remove(incident.id());
        }
        for (String id : gone) {
            incidents.remove(id);
            producer.send(new ProducerRecord<>(Topics.INCIDENTS, id, null));
        }
    }

    private boolean send(String topic, Map<String, byte[]> published, String id, Object value) {
        byte[] bytes = json(value);
        if (Arrays.equals(published.put(id, bytes), bytes)) {
            return false;
        }
        producer.send(new ProducerRecord<>(topic, id, bytes), (metadata, e) -> {
            if (e != null) {
                failure = e;
            }
        });
        return true;
    }

    private volatile @org.jspecify.annotations.Nullable Exception failure;

    /** Waits until all is acknowledged. @throws IllegalStateException if something was not */
    void flush() {
        producer.flush();
        Exception failed = failure;
        if (failed != null) {
            throw new IllegalStateException("verdicts could not be published: " + failed.getMessage(), failed);
        }
    }

    private static byte[] json(Object value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a verdict can be written", e);
        }
    }
}
