package org.cordon.probe.uplink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.cordon.probe.TestCertificate;
import org.jspecify.annotations.Nullable;

/** A real broker on loopback that can be stopped and started again, with one topic. */
final class TestBroker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final int advertised;
    private KafkaRaftServer server;
    private @Nullable Path keyStore;
    private int securePort;

    TestBroker(Path folder) throws IOException {
        this(folder, freePort(), 0);
    }

    /** @param advertised port that clients are sent to, where somebody listens in; 0 for the broker's own */
    TestBroker(Path folder, int port, int advertised) {
        this.folder = folder;
        this.port = port;
        this.advertised = advertised == 0 ? port : advertised;
    }

    /** With one more listener, SASL_SSL, for whoever knows a password, and the certificate in {@code keyStore}. */
    static TestBroker secure(Path folder, Path keyStore) throws IOException {
        TestBroker broker = new TestBroker(folder);
        broker.keyStore = keyStore;
        broker.securePort = freePort();
        return broker;
    }

    String secureAddress() {
        return "localhost:" + securePort;
    }

    private void secure(Properties p, Path keys) {
        p.setProperty("listeners", p.getProperty("listeners") + ",SASL_SSL://127.0.0.1:" + securePort);
        p.setProperty("advertised.listeners", p.getProperty("advertised.listeners") + ",SASL_SSL://" + secureAddress());
        p.setProperty(
                "listener.security.protocol.map",
                p.getProperty("listener.security.protocol.map") + ",SASL_SSL:SASL_SSL");
        p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        p.setProperty(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        p.setProperty("ssl.keystore.type", "PKCS12");
        p.setProperty("ssl.keystore.location", keys.toString());
        p.setProperty("ssl.keystore.password", TestCertificate.PASSWORD_TEXT);
        p.setProperty("ssl.key.password", TestCertificate.PASSWORD_TEXT);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() throws IOException, InterruptedException, ExecutionException {
        Properties p = new Properties();
        int controller = freePort();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
        p.setProperty("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controller);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertised);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", folder.resolve("log").toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        Path keys = keyStore;
        if (keys != null) {
            secure(p, keys);
        }
        Path file = folder.resolve("broker.properties");
        try (var out = Files.newBufferedWriter(file)) {
            p.store(out, null);
        }
        boolean first = !Files.exists(folder.resolve("log").resolve("meta.properties"));
        if (first) {
            List<String> command =
                    new ArrayList<>(List.of("format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()));
            if (keys != null) {
                command.addAll(List.of("--add-scram", "SCRAM-SHA-512=[name=probe77,password=word77]"));
            }
            StorageTool.execute(command.toArray(new String[0]), new PrintStream(new ByteArrayOutputStream()));
        }
        server = new KafkaRaftServer(new KafkaConfig(p, false), Time.SYSTEM);
        server.startup();
        if (first) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
                admin.createTopics(List.of(new NewTopic(KafkaUplink.TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
    }

    void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Everything that is in the topic now. */
    List<ConsumerRecord<String, byte[]>> records() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address()), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(KafkaUplink.TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
