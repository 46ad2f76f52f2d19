package org.cordon.collector.broker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.cordon.collector.supervise.Running;
import org.cordon.collector.supervise.Worker;

/** Asks the broker every second whether it is there. Kafka's clients wait in silence; this says it. */
public final class BrokerWatch implements Worker.Task {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final KafkaClients clients;

    public BrokerWatch(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void run(Running running) throws InterruptedException {
        try (Admin admin = clients.admin()) {
            while (running.goesOn()) {
                admin.describeCluster().nodes().get(3, TimeUnit.SECONDS);
                running.well(0);
                running.pause(EVERY);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no broker answers at " + clients.bootstrap());
        }
    }
}
