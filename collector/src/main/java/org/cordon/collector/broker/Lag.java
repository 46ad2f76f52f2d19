package org.cordon.collector.broker;

import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer is, as far as it knows without asking. */
public final class Lag {
    private Lag() {}

    /** Records that wait for it, summed over its partitions; -1 while it has not heard where one of them ends. */
    public static long of(Consumer<?, ?> consumer) {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                return -1;
            }
            sum += lag.getAsLong();
        }
        return sum;
    }

    /** Whether the consumer's group has told it its share, which may be none. */
    public static boolean hasShare(Consumer<?, ?> consumer) {
        return consumer.groupMetadata().generationId() >= 0;
    }
}
