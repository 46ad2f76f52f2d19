package org.cordon.collector.broker;

import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How many records wait for a consumer, as far as it knows without asking. */
public final class Lag {
    private Lag() {}

    /** The sum over its partitions; those whose end it has not heard of yet count 0. */
    public static long of(Consumer<?, ?> consumer) {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            sum += lag.orElse(0);
        }
        return sum;
    }
}
