package org.cordon.collector.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.Producer;
import org.cordon.analysis.targets.AddressOrigin;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.intake.Register;
import org.cordon.collector.intake.Stamp;

/** The gateway's parts, put together. */
public final class Gateway implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final Producer<String, byte[]> producer;
    private final BatchesHandler batches;
    private final GatewayMetrics metrics;

    private Gateway(Producer<String, byte[]> producer, BatchesHandler batches, GatewayMetrics metrics) {
        this.producer = producer;
        this.batches = batches;
        this.metrics = metrics;
    }

    /** The key with which all collectors of a cluster stamp batches, kept in {@code data}. */
    public static Stamp stamp(Path data) throws IOException {
        Path file = data.resolve("gateway.key");
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n");
        }
        byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " holds no key of " + KEY_BYTES + " bytes; delete it to make a new one");
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
        SiteKey sites = SiteKey.keptIn(config.data().resolve("site.key"), clock.instant(), new SecureRandom());
        Producer<String, byte[]> producer = clients.promptProducer("gateway");
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
                metrics,
                clock);
        return new Gateway(producer, batches, metrics);
    }

    public BatchesHandler batches() {
        return batches;
    }

    public GatewayMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        producer.close();
    }
}
