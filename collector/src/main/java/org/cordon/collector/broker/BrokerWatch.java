package org.cordon.collector.broker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.cordon.collector.supervise.AwayException;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker every second whether it is there: Kafka's clients wait in silence, this says it. Whenever one has come (back)
 * it makes the topics that are missing.
 */
public final class BrokerWatch implements Worker.Task {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final Topics.Sizes sizes;

    /** @param sizes of topics that have to be made */
    public BrokerWatch(KafkaClients clients, Topics.Sizes sizes) {
        this.clients = clients;
        this.sizes = sizes;
    }

    @Override
    public void run(Running running) throws InterruptedException {
        try (Admin admin = clients.admin()) {
            Topics.ensure(admin, sizes);
            while (running.goesOn()) {
                admin.describeCluster().nodes().get(3, TimeUnit.SECONDS);
                running.well(0);
                running.pause(EVERY);
            }
        } catch (ExecutionException e) {
            throw new AwayException(problem(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new AwayException(absent(), e);
        }
    }

    private String problem(@Nullable Throwable cause) {
        return cause instanceof org.apache.kafka.common.errors.TimeoutException || cause == null
                ? absent()
                : "the broker at " + clients.bootstrap() + " refuses: " + cause.getMessage();
    }

    private String absent() {
        return "no broker answers at " + clients.bootstrap();
    }
}
