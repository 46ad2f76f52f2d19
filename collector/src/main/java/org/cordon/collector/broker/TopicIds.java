package org.cordon.collector.broker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Offsets mean nothing without the id of their topic: one that was deleted and made anew counts from 0 again. */
public final class TopicIds {
    private TopicIds() {}

    public static String of(KafkaClients clients, String topic) {
        try (Admin admin = clients.admin()) {
            Map<String, TopicDescription> described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
            TopicDescription description = described.get(topic);
            if (description == null) {
                throw new KafkaException("there is no topic " + topic);
            }
            return description.topicId().toString();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot ask for the id of " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
