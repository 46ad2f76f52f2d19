package org.cordon.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cordon.collector.broker.EmbeddedBroker;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.migrate.Migration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code migrate}: from the embedded broker to a cluster. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Moves a stopped collector from its embedded broker to a Kafka cluster.",
            "",
            "What probes have sent and nobody has taken in yet, the numbers of the batches that were taken in, and the"
                    + " verdicts go to the cluster. Accepted observations go to the archive, all of them, where they stay: the"
                    + " first start with --kafka folds them anew and comes to the same verdicts. Broken off, it can be begun"
                    + " again; nothing counts twice. The old broker's directory is kept as kafka.migrated."
        },
        footer = {
            "",
            "Example:",
            "  cordon-collector migrate --data /var/lib/cordon --kafka k1:9092,k2:9092,k3:9092",
            "  cordon-collector serve   --data /var/lib/cordon --kafka k1:9092,k2:9092,k3:9092",
            "",
            "Exit status: 0 done, 1 failed, 2 bad usage."
        })
final class MigrateCommand implements Callable<Integer> {
    /** What the broker's directory is called afterwards. */
    static final String MIGRATED = "kafka.migrated";

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Data directory of the collector.")
    private Path data = Path.of(".");

    @Option(names = "--kafka", paramLabel = "HOST:PORT,…", required = true, description = "The cluster.")
    private String kafka = "";

    @Option(names = "--kafka-properties", paramLabel = "FILE", description = "Kafka client properties for it.")
    private @Nullable Path kafkaProperties;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of cordon.batches, if it has to be made (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--observation-partitions",
            paramLabel = "N",
            defaultValue = "1",
            description = "Partitions of cordon.observations, if it has to be made (default: ${DEFAULT-VALUE}).")
    private int observationPartitions;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path broker = data.resolve("kafka");
        if (Files.isDirectory(data.resolve(MIGRATED))) {
            throw new IOException(data + " was moved to a cluster before: " + MIGRATED + " is there");
        }
        if (!Files.isDirectory(broker)) {
            throw new ParameterException(
                    spec.commandLine(), data + " holds no embedded broker: there is no folder kafka");
        }
        PrintWriter err = spec.commandLine().getErr();
        try (DataLock lock = DataLock.take(data)) {
            String here = "127.0.0.1:" + Ports.free();
            EmbeddedBroker old = EmbeddedBroker.start(broker, here, here);
            try {
                KafkaClients from = new KafkaClients(here, "migrate", java.util.Map.of());
                KafkaClients to = new KafkaClients(kafka, "migrate", Collector.properties(kafkaProperties));
                new Migration(from, to, data, err::println).run(new Topics.Sizes(partitions, observationPartitions));
            } finally {
                old.close();
            }
            Files.move(broker, data.resolve(MIGRATED));
        }
        err.println("done: start it with --kafka " + kafka);
        return 0;
    }
}
