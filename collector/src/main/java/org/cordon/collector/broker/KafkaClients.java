package org.cordon.collector.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes clients whose settings keep the collector's promises: read committed, acknowledged by all, small. */
public final class KafkaClients {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final String bootstrap;
    private final String instance;
    private final Map<String, String> extra;

    /**
     * @param bootstrap host:port, …
     * @param instance name of this collector, unique on the cluster and the same after a restart: with it a member that
     *     was killed is replaced at once, and its open transaction ended
     * @param extra client properties as they are, such as those for SASL_SSL
     */
    public KafkaClients(String bootstrap, String instance, Map<String, String> extra) {
        this.bootstrap = bootstrap;
        this.instance = instance;
        this.extra = Map.copyOf(extra);
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** A client for questions about the cluster; gives up after five seconds. */
    public Admin admin() {
        Map<String, Object> settings = common("admin");
        settings.put("request.timeout.ms", 4_000);
        settings.put("default.api.timeout.ms", 5_000);
        return Admin.create(settings);
    }

    /** A member of {@code group} that reads only what was committed and never commits by itself. */
    public Consumer<String, byte[]> member(String group) {
        Map<String, Object> settings = reading(group);
        settings.put("group.id", group);
        settings.put("group.instance.id", group + "-" + instance);
        settings.put("session.timeout.ms", 10_000);
        settings.put("heartbeat.interval.ms", 2_000);
        settings.put("max.poll.interval.ms", 120_000);
        settings.put("max.poll.records", 200);
        return consumer(settings);
    }

    /** A reader outside any group, for partitions that it assigns to itself. */
    public Consumer<String, byte[]> reader(String name) {
        return consumer(reading(name));
    }

    /** A producer whose writes are acknowledged by all replicas, in order, once. */
    public Producer<String, byte[]> producer(String name) {
        return producer(writing(name));
    }

    /** The same, for those whom somebody waits for: says within a second that the broker is away. */
    public Producer<String, byte[]> promptProducer(String name) {
        Map<String, Object> settings = writing(name);
        settings.put("max.block.ms", 1_000);
        settings.put("delivery.timeout.ms", 12_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** A producer of transactions; a second one of the same name and instance ends those of the first. */
    public Producer<String, byte[]> transactional(String name) {
        Map<String, Object> settings = writing(name);
        settings.put("transactional.id", "cordon-" + name + "-" + instance);
        settings.put("transaction.timeout.ms", 20_000);
        return producer(settings);
    }

    /** The same, whichever collector it is in: whoever makes one ends the transactions, and the writing, of the one before. */
    public Producer<String, byte[]> successor(String name) {
        Map<String, Object> settings = writing(name);
        settings.put("transactional.id", "cordon-" + name);
        settings.put("transaction.timeout.ms", 20_000);
        return producer(settings);
    }

    /** Closing waits for a broker that is away no longer than {@link #CLOSE_WITHIN}. */
    private static Producer<String, byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public void close() {
                close(CLOSE_WITHIN);
            }
        };
    }

    private Map<String, Object> common(String name) {
        Map<String, Object> settings = new HashMap<>(extra);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("client.id", "cordon-" + name + "-" + instance);
        settings.put("reconnect.backoff.max.ms", 2_000);
        settings.put("enable.metrics.push", false);
        return settings;
    }

    private Map<String, Object> reading(String name) {
        Map<String, Object> settings = common(name);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("fetch.max.bytes", 16 << 20);
        settings.put("max.partition.fetch.bytes", 4 << 20);
        settings.put("default.api.timeout.ms", 15_000);
        return settings;
    }

    private Map<String, Object> writing(String name) {
        Map<String, Object> settings = common(name);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("compression.type", "lz4");
        settings.put("max.request.size", 16 << 20);
        settings.put("buffer.memory", 24L << 20);
        settings.put("delivery.timeout.ms", 30_000);
        settings.put("request.timeout.ms", 10_000);
        settings.put("max.block.ms", 15_000);
        return settings;
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public void close() {
                close(CloseOptions.timeout(CLOSE_WITHIN));
            }
        };
    }
}
