package org.cordon.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.cordon.collector.broker.Topics;

/** What stands in {@code cordon.rejected}. */
final class Rejected {
    private Rejected() {}

    /** Its records from the beginning on, once there are {@code count} of them; fewer if they do not come within ten seconds. */
    static List<JsonNode> read(String bootstrap, int count) throws Exception {
        List<JsonNode> rejections = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.REJECTED, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int i = 0; i < 50 && rejections.size() < count; i++) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    rejections.add(Running.JSON.readTree(record.value()));
                }
            }
        }
        return rejections;
    }
}
