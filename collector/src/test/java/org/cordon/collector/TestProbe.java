package org.cordon.collector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cordon.analysis.observation.Failure;
import org.cordon.analysis.observation.Observation;
import org.cordon.analysis.observation.ObservationBuilder;
import org.cordon.analysis.observation.Operation;
import org.cordon.analysis.observation.Role;
import org.cordon.analysis.prefix.Address;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.ObservationWriter;
import org.cordon.analysis.wire.ProbeKeys;
import org.cordon.collector.broker.Topics;

/** A probe with a key of its own that says whatever a test wants. */
public final class TestProbe {
    private final KeyPair keys;
    private final String name;
    private final Role role;
    private final String cc;
    private final long asn;
    private final BatchCodec codec = new BatchCodec();
    private long sequence;
    private int made;

    public TestProbe(Role role, String cc, long asn) {
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        this.name = ProbeKeys.fingerprint(keys.getPublic());
        this.role = role;
        this.cc = cc;
        this.asn = asn;
    }

    public static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "delivery.timeout.ms",
                        "60000",
                        "request.timeout.ms",
                        "3000",
                        "linger.ms",
                        "0"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public String name() {
        return name;
    }

    /** An attempt that worked. */
    public ObservationBuilder observation(String ip, Instant at) {
        return new ObservationBuilder()
                .id(name.substring(0, 8) + "-" + made++)
                .probe(name)
                .role(role)
                .cc(cc)
                .asn(asn)
                .run("r")
                .at(at)
                .test("tcp")
                .list("amazon")
                .ip(Address.parse(ip))
                .port(443)
                .ms(31.5);
    }

    public Observation open(String ip, Instant at) {
        return observation(ip, at).build();
    }

    public Observation dropped(String ip, Instant at) {
        return observation(ip, at)
                .failure(Failure.GENERIC_TIMEOUT_ERROR)
                .operation(Operation.CONNECT)
                .ms(3_000.0)
                .timeoutMs(3_000)
                .build();
    }

    /** The next batch, signed. */
    public byte[] batch(List<Observation> observations) {
        return batch(0, sequence++, lines(observations), observations.size());
    }

    public byte[] batch(long epoch, long number, byte[] payload, int count) {
        return codec.encode(keys.getPublic(), keys.getPrivate(), epoch, number, count, payload);
    }

    /** {@code plain} with a signature of this probe's in the place of its last bytes, as it travels. */
    public byte[] signedAnew(byte[] plain) throws GeneralSecurityException, IOException {
        int end = plain.length - BatchCodec.SIGNATURE_BYTES;
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update("cordon-batch-1".getBytes(StandardCharsets.US_ASCII));
        signer.update(plain, 0, end);
        System.arraycopy(signer.sign(), 0, plain, end, BatchCodec.SIGNATURE_BYTES);
        return gzip(plain);
    }

    public static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    public static byte[] gunzip(byte[] batch) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(batch)).readAllBytes();
    }

    public static byte[] lines(List<Observation> observations) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObservationWriter writer = new ObservationWriter(out)) {
            for (Observation o : observations) {
                writer.write(o);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    Future<RecordMetadata> send(KafkaProducer<String, byte[]> producer, byte[] batch) {
        return producer.send(new ProducerRecord<>(Topics.BATCHES, name, batch));
    }

    /** The same thing said of several addresses. */
    static List<Observation> each(List<String> ips, java.util.function.Function<String, Observation> say) {
        return new ArrayList<>(ips.stream().map(say).toList());
    }
}
