package org.cordon.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.cordon.collector.broker.EmbeddedBroker;
import org.cordon.collector.config.CollectorConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker on its way up, in a thread of its own; nothing where a cluster is used. */
final class BrokerStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerStart.class);

    private final @Nullable FutureTask<EmbeddedBroker> starting;

    private BrokerStart(@Nullable FutureTask<EmbeddedBroker> starting) {
        this.starting = starting;
    }

    /** @throws IOException if the broker's data was moved to a cluster: an empty one here would hide that */
    static BrokerStart of(CollectorConfig config) throws IOException {
        if (config.kafka() != null) {
            return new BrokerStart(null);
        }
        if (Files.isDirectory(config.data().resolve(MigrateCommand.MIGRATED))) {
            throw new IOException("this collector was moved to a cluster: start it with --kafka");
        }
        FutureTask<EmbeddedBroker> starting = new FutureTask<>(() -> EmbeddedBroker.start(
                config.data().resolve("kafka"),
                config.kafkaListen().toString(),
                config.kafkaAdvertise().toString()));
        new Thread(starting, "cordon-broker-start").start();
        return new BrokerStart(starting);
    }

    /** @throws IOException if the broker did not start; says why */
    void await() throws IOException {
        if (starting == null) {
            return;
        }
        try {
            starting.get();
            LOG.info("the embedded broker answers");
        } catch (ExecutionException e) {
            throw new IOException("the embedded broker does not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Stops the broker, once it has started. */
    @Override
    public void close() throws InterruptedException {
        if (starting == null) {
            return;
        }
        EmbeddedBroker broker;
        try {
            broker = starting.get();
        } catch (ExecutionException e) {
            LOG.debug("there is no broker to stop", e);
            return;
        }
        broker.close();
    }
}
