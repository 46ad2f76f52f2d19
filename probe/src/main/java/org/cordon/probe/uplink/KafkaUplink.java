package org.cordon.probe.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.cordon.probe.sandbox.SandboxGuard;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, for probes that reach a broker: every batch is one record of {@code cordon.batches}, keyed by the probe, and
 * counts as handed over when all replicas have it. The client is made when it is first needed and again after a failure,
 * so that a broker that is away at the start, or comes back under another address, is no special case.
 */
public final class KafkaUplink implements Uplink {
    static final String TOPIC = "cordon.batches";

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final String servers;
    private final String probe;
    private final SandboxGuard guard;
    private final Map<String, String> security;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /**
     * @param servers {@code host:port}, several separated by commas
     * @param probe fingerprint of the probe's key
     * @param security Kafka's settings for TLS and SASL ({@link KafkaSecurity}); empty where the broker asks for nothing
     */
    public KafkaUplink(String servers, String probe, SandboxGuard guard, Map<String, String> security) {
        check(servers);
        this.servers = servers;
        this.probe = probe;
        this.guard = guard;
        this.security = Map.copyOf(security);
    }

    /** @throws IllegalArgumentException if it is not {@code host:port}, several separated by commas */
    public static void check(String servers) {
        for (String server : servers.split(",", -1)) {
            Integer port = Utils.getHost(server) == null ? null : Utils.getPort(server);
            if (port == null || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "--kafka: '" + server + "' is not HOST:PORT, such as 127.0.0.1:9092");
            }
        }
    }

    @Override
    public void send(byte[] batch) throws IOException, InterruptedException {
        try {
            producer().send(new ProducerRecord<>(TOPIC, probe, batch)).get();
        } catch (InterruptException e) {
            throw new InterruptedException("asked to stop");
        } catch (ExecutionException | KafkaException e) {
            close();
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new IOException(sentence(cause), cause);
        }
    }

    private static String sentence(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private KafkaProducer<String, byte[]> producer() throws IOException {
        KafkaProducer<String, byte[]> existing = producer;
        if (existing != null) {
            return existing;
        }
        guardServers();
        KafkaProducer<String, byte[]> made =
                new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
        producer = made;
        return made;
    }

    private void guardServers() throws IOException {
        for (String server : servers.split(",", -1)) {
            for (InetAddress address : InetAddress.getAllByName(Utils.getHost(server))) {
                guard.require(address);
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(security);
        settings.putAll(ours());
        return settings;
    }

    private Map<String, Object> ours() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                // no name in the broker's logs that would tell one machine of a volunteer from another
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "cordon-probe"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // a batch is gzipped already
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000L),
                Map.entry(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, ""),
                Map.entry("enable.metrics.push", false));
    }

    @Override
    public String toString() {
        return servers;
    }

    @Override
    public void close() {
        KafkaProducer<String, byte[]> existing = producer;
        producer = null;
        if (existing != null) {
            try {
                existing.close(CLOSE_PATIENCE);
            } catch (InterruptException e) {
                // whoever stops the probe does not wait for a broker that is away
                Thread.currentThread().interrupt();
            }
        }
    }
}
