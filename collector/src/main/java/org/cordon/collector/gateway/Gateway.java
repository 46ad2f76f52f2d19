package org.cordon.collector.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.cordon.analysis.targets.AddressOrigin;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.intake.Register;
import org.cordon.collector.intake.SecretFile;
import org.cordon.collector.intake.Stamp;

/** The gateway's parts, put together. */
public final class Gateway implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final RefusedBatches refused;
    private final BatchesHandler batches;
    private final GatewayMetrics metrics;

    private Gateway(
            Producer<String, byte[]> producer, RefusedBatches refused, BatchesHandler batches, GatewayMetrics metrics) {
        this.producer = producer;
        this.refused = refused;
        this.batches = batches;
        this.metrics = metrics;
    }

    /** The key with which all collectors of a cluster stamp batches, kept in {@code keys}. */
    public static Stamp stamp(Path keys) throws IOException {
        Path file = keys.resolve("gateway.key");
        byte[] key = SecretFile.read(file, new SecureRandom());
        if (key.length != SecretFile.BYTES) {
            throw SecretFile.unusable(file);
        }
        return new Stamp(key);
    }

    public static Gateway start(
            CollectorConfig config,
            KafkaClients clients,
            Register register,
            Stamp stamp,
            GatewayMetrics metrics,
            InstantSource clock)
            throws IOException {
        SiteKey sites = SiteKey.keptIn(config.keys().resolve("site.key"), clock.instant(), new SecureRandom());
        Producer<String, byte[]> producer = clients.promptProducer("gateway");
        RefusedBatches refused = new RefusedBatches(producer);
        BatchesHandler batches = new BatchesHandler(
                new Senders(AddressOrigin.bundled(), sites),
                new ClientAddress(config.trustedProxies()),
                new BatchesHandler.Limits(
                        config.maxBatch(),
                        new BatchCodec.Limits(config.maxBatch(), config.maxBatchPlain()),
                        config.siteBatches(),
                        config.networkBatches(),
                        config.gatewayInFlight()),
                register,
                stamp,
                producer,
                refused,
                metrics,
                clock);
        return new Gateway(producer, refused, batches, metrics);
    }

    public BatchesHandler batches() {
        return batches;
    }

    public GatewayMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        refused.close();
        producer.close();
    }
}
