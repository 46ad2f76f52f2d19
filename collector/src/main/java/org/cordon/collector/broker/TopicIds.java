package org.cordon.collector.broker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.cordon.collector.supervise.AwayException;
import org.cordon.collector.supervise.Running;

/** Offsets mean nothing without the id of their topic: one that was deleted and made anew counts from 0 again. */
public final class TopicIds {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private TopicIds() {}

    /**
     * The id of {@code topic}; waits until there is one.
     *
     * @throws KafkaException if the broker does not answer, or the task is told to stop
     */
    public static String await(KafkaClients clients, String topic, Running running) {
        try (Admin admin = clients.admin()) {
            while (running.goesOn()) {
                Optional<String> id = find(admin, topic);
                if (id.isPresent()) {
                    return id.get();
                }
                running.unwell("the topic " + topic + " is not there yet");
                running.pause(AGAIN);
            }
            throw new KafkaException("stopped");
        }
    }

    private static Optional<String> find(Admin admin, String topic) {
        try {
            TopicDescription found =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return Optional.ofNullable(found)
                    .map(description -> description.topicId().toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new AwayException("no broker says what the topic " + topic + " is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
