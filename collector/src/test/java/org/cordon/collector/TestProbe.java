package org.cordon.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
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
final class TestProbe {
    private final KeyPair keys;
    private final String name;
    private final Role role;
    private final String cc;
    private final long asn;
    private final BatchCodec codec = new BatchCodec();
    private long sequence;
    private int made;

    TestProbe(Role role, String cc, long asn) {
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

    static KafkaProducer<String, byte[]> producer(String bootstrap) {
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

    String name() {
        return name;
    }

    /** An attempt that worked. */
    ObservationBuilder observation(String ip, Instant at) {
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

    Observation open(String ip, Instant at) {
        return observation(ip, at).build();
    }

    Observation dropped(String ip, Instant at) {
        return observation(ip, at)
                .failure(Failure.GENERIC_TIMEOUT_ERROR)
                .operation(Operation.CONNECT)
                .ms(3_000.0)
                .timeoutMs(3_000)
                .build();
    }

    /** The next batch, signed. */
    byte[] batch(List<Observation> observations) {
        return batch(0, sequence++, lines(observations), observations.size());
    }

    byte[] batch(long epoch, long number, byte[] payload, int count) {
        return codec.encode(keys.getPublic(), keys.getPrivate(), epoch, number, count, payload);
    }

    static byte[] lines(List<Observation> observations) {
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
