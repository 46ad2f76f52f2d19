package org.cordon.collector.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
 * Publishes the blocks and incidents of one fold, each only where it differs from what the topic says of it: a fold that
 * replays its tail after a crash comes to the same records and writes nothing.
 *
 * <p>What changes together is one transaction. The transactions are the partition's, not the collector's: from the moment in
 * which somebody else holds the fold, one that was taken for dead and is not can write nothing any more.
 */
final class Verdicts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Producer<String, byte[]> producer;
    private final Map<String, byte[]> blocks = new HashMap<>();
    private final Map<String, byte[]> incidents = new HashMap<>();
    private boolean open;

    private Verdicts(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Takes over from whoever published before, and reads what the topics say now.
     *
     * @param partition whose fold it is
     * @param isOurs whether a country's incidents are that fold's; what is said of others is left alone
     */
    static Verdicts takeOver(KafkaClients clients, int partition, Predicate<String> isOurs) {
        Verdicts verdicts = new Verdicts(clients.successor("monitor-" + partition));
        try {
            verdicts.producer.initTransactions();
            read(clients, Topics.BLOCKS, verdicts.blocks, value -> true);
            read(clients, Topics.INCIDENTS, verdicts.incidents, value -> isOurs.test(country(value)));
            return verdicts;
        } catch (RuntimeException e) {
            verdicts.close();
            throw e;
        }
    }

    private static void read(
            KafkaClients clients, String topic, Map<String, byte[]> published, Predicate<byte[]> isOurs) {
        WholeTopic.read(clients, List.of(new TopicPartition(topic, 0)), PATIENCE, record -> {
            if (record.value() == null || !isOurs.test(record.value())) {
                published.remove(record.key());
            } else {
                published.put(record.key(), record.value());
            }
        });
    }

    private static String country(byte[] incident) {
        try {
            return Json.mapper().readTree(incident).path("cc").asText();
        } catch (IOException e) {
            throw new IllegalStateException("the topic holds an incident that is not JSON", e);
        }
    }

    /** Sends the blocks that are news. */
    void publishBlocks(List<Block> changed) {
        changed.forEach(block -> send(Topics.BLOCKS, blocks, block.id(), block));
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
            send(new ProducerRecord<>(Topics.INCIDENTS, id, null));
        }
    }

    private void send(String topic, Map<String, byte[]> published, String id, Object value) {
        byte[] bytes = json(value);
        if (!Arrays.equals(published.put(id, bytes), bytes)) {
            send(new ProducerRecord<>(topic, id, bytes));
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        // one that fails makes the commit fail
        producer.send(record);
    }

    /** Makes everything that was sent visible at once. @throws org.apache.kafka.common.KafkaException if it cannot be */
    void commit() {
        if (open) {
            producer.commitTransaction();
            open = false;
        }
    }

    private static byte[] json(Object value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a verdict can be written", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
