package org.cordon.collector;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.cordon.collector.api.Api;
import org.cordon.collector.broker.BrokerWatch;
import org.cordon.collector.broker.EmbeddedBroker;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.supervise.Condition;
import org.cordon.collector.supervise.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: its parts, started in the order of the data's way and stopped in the reverse. */
final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private final CollectorConfig config;
    private final InstantSource clock;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Condition> parts = new ArrayList<>();
    private String address = "";

    private Collector(CollectorConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws StartException if a part cannot start; what had started is stopped */
    static Collector start(CollectorConfig config, InstantSource clock) throws StartException {
        Collector collector = new Collector(config, clock);
        try {
            collector.startParts();
            return collector;
        } catch (IOException | RuntimeException e) {
            collector.close();
            throw new StartException("cannot start: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "an address is in use or not this machine's: " + cause.getMessage();
            }
        }
        return String.valueOf(e.getMessage());
    }

    private void startParts() throws IOException {
        Files.createDirectories(config.data());
        KafkaClients clients = clients();
        work("broker", new BrokerWatch(clients));
        Api api = own(Api.start(config.listen().host(), config.listen().port(), parts, clock));
        address = "http://"
                + new org.cordon.collector.config.HostPort(config.listen().host(), api.port());
    }

    private KafkaClients clients() throws IOException {
        String cluster = config.kafka();
        if (cluster != null) {
            return new KafkaClients(cluster, instance(), properties(config.kafkaProperties()));
        }
        own(EmbeddedBroker.start(
                config.data().resolve("kafka"),
                config.kafkaListen().toString(),
                config.kafkaAdvertise().toString()));
        KafkaClients clients = new KafkaClients(config.kafkaAdvertise().toString(), instance(), Map.of());
        LOG.info("embedded broker answers at {}", config.kafkaAdvertise());
        try (Admin admin = clients.admin()) {
            Topics.ensure(admin, config.partitions(), (short) 1);
        } catch (ExecutionException e) {
            throw new IOException("topics cannot be created: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return clients;
    }

    private static Map<String, String> properties(@org.jspecify.annotations.Nullable Path file) throws IOException {
        Map<String, String> map = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
            properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        }
        return map;
    }

    /** This collector's name on the cluster: made once, kept beside its data. */
    private String instance() throws IOException {
        Path file = config.data().resolve("instance");
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString().substring(0, 8) + "\n");
        }
        return Files.readString(file).strip();
    }

    private void work(String name, Worker.Task task) {
        parts.add(own(Worker.start(name, task, clock)).condition());
    }

    private <T extends AutoCloseable> T own(T part) {
        started.push(part);
        return part;
    }

    /** Where the API is. */
    String address() {
        return address;
    }

    /** Stops everything, last started first. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order", part.getClass().getSimpleName(), e);
            }
        }
    }
}
