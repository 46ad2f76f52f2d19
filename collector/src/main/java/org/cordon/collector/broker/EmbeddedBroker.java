package org.cordon.collector.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker and its controller in this process (KRaft, one node): a collector on one machine needs no other server.
 *
 * <p>It survives kill -9 as any broker does: on the next start the logs are recovered.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;

    private EmbeddedBroker(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Formats {@code dir} if it is new and starts; returns when the broker answers.
     *
     * @param dir its logs; no other process may use it
     * @param listen address and port for clients
     * @param advertised what clients are told to connect to
     * @throws IOException if the directory cannot be written or formatted
     */
    public static EmbeddedBroker start(Path dir, String listen, String advertised) throws IOException {
        Files.createDirectories(dir);
        Properties properties = properties(dir, listen, advertised, controllerPort(listen));
        Path file = dir.resolveSibling(dir.getFileName() + ".properties");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(out, "written anew at every start");
        }
        if (!Files.exists(dir.resolve("meta.properties"))) {
            format(file);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server);
    }

    private static void format(Path properties) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()};
        if (StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
            throw new IOException("cannot format the broker's directory: "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    /** The controller speaks only to its own broker, over loopback: any port will do, a new one at each start. */
    private static int controllerPort(String listen) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            // nobody listens there yet, and it must not be taken away from those who will
            return listen.endsWith(":" + port) ? controllerPort(listen) : port;
        }
    }

    private static Properties properties(Path dir, String listen, String advertised, int controller) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
        p.setProperty("listeners", "PLAINTEXT://" + listen + ",CONTROLLER://127.0.0.1:" + controller);
        p.setProperty("advertised.listeners", "PLAINTEXT://" + advertised);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", dir.toString());
        p.setProperty("auto.create.topics.enable", "false");
        // after kill -9 the controller takes a broker of the same number only once the old one's session is over: nine
        // seconds by default, in which nobody can work; both live in this process, so a short session risks nothing
        p.setProperty("broker.session.timeout.ms", "1500");
        p.setProperty("broker.heartbeat.interval.ms", "300");
        // one node: everything is there once
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // small: a collector for a country fits beside the rest on a small machine
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        p.setProperty("log.cleaner.threads", "1");
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        p.setProperty("log.index.size.max.bytes", "1048576");
        p.setProperty("log.segment.bytes", "134217728");
        p.setProperty("background.threads", "2");
        return p;
    }

    /** Stops in order: what was acknowledged is on disk, the next start needs no recovery. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
