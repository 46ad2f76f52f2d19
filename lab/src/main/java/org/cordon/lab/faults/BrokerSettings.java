package org.cordon.lab.faults;

import java.nio.file.Path;
import java.util.Properties;

/** A broker of a small cluster on loopback: everything is there on as many as there are, two of three must have it. */
final class BrokerSettings {
    private BrokerSettings() {}

    static Properties of(int id, Path dir, int port, int controller, String voters, int brokers) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", String.valueOf(id));
        p.setProperty("controller.quorum.voters", voters);
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", dir.toString());
        p.setProperty("auto.create.topics.enable", "false");
        String copies = String.valueOf(brokers);
        String most = String.valueOf(Math.max(1, brokers - 1));
        p.setProperty("default.replication.factor", copies);
        p.setProperty("min.insync.replicas", most);
        p.setProperty("offsets.topic.replication.factor", copies);
        p.setProperty("transaction.state.log.replication.factor", copies);
        p.setProperty("transaction.state.log.min.isr", most);
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        p.setProperty("log.index.size.max.bytes", "1048576");
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        return p;
    }
}
