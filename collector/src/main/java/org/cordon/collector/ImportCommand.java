package org.cordon.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cordon.analysis.cli.ObservationFile;
import org.cordon.analysis.cli.RefusedLines;
import org.cordon.analysis.wire.BatchCodec;
import org.cordon.analysis.wire.InvalidBatchException;
import org.cordon.collector.archive.ArchiveImport;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: what came by hand. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in what was carried by hand. Imported twice, everything counts once.",
            "",
            "With --kafka: signed batches from the spools of probes, into the log of a running collector, which judges"
                    + " them as if the probe had sent them.",
            "With --data: files of observations, into the archive of a stopped collector. Nobody has signed them: import"
                    + " what you trust. They are archived as they are and answer queries; the running detector, which has"
                    + " seen later things, does not fold them, 'replay' does."
        },
        footer = {
            "",
            "Examples:",
            "  cordon-collector import --kafka 127.0.0.1:9092 /media/stick/spool",
            "  cordon-collector import --data /var/lib/cordon april-2018.jsonl.gz",
            "",
            "Exit status: 0 done, 1 failed or something was refused, 2 bad usage."
        })
final class ImportCommand implements Callable<Integer> {
    private static final byte[] MAGIC = {'C', 'D', 'N', 'B'};
    private static final int LONGEST = BatchCodec.Limits.DEFAULT.compressedBytes();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, or folders with files.")
    private List<Path> paths = List.of();

    @Option(names = "--kafka", paramLabel = "HOST:PORT,…", description = "Broker of the collector, for batches.")
    private @Nullable String kafka;

    @Option(names = "--kafka-properties", paramLabel = "FILE", description = "Kafka client properties.")
    private @Nullable Path kafkaProperties;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of a collector, for observations.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if ((data == null) == (kafka == null)) {
            throw new ParameterException(spec.commandLine(), "give either --kafka HOST:PORT or --data DIR");
        }
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return kafka == null ? observations(files) : batches(files, kafka);
    }

    private int observations(List<Path> files) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        RefusedLines refused = new RefusedLines(err);
        Path dir = data == null ? Path.of(".") : data;
        Files.createDirectories(dir);
        try (DataLock lock = DataLock.take(dir);
                ArchiveImport archive = ArchiveImport.into(dir)) {
            for (Path file : files) {
                try (ObservationFile source = ObservationFile.open(file.toString(), System.in, refused)) {
                    err.println(file + ": " + archive.add(file, source) + " observations added");
                }
            }
        }
        return refused.count() > 0 ? 1 : 0;
    }

    private int batches(List<Path> files, String bootstrap) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        KafkaClients clients =
                new KafkaClients(bootstrap, "import-" + UUID.randomUUID(), Collector.properties(kafkaProperties));
        BatchCodec codec = new BatchCodec();
        int sent = 0;
        int refused = 0;
        try (Producer<String, byte[]> producer = clients.producer("import")) {
            for (Path file : files) {
                if (isBatch(file)) {
                    byte[] bytes = Files.readAllBytes(file);
                    try {
                        String probe = codec.decode(bytes).probe();
                        producer.send(new ProducerRecord<>(Topics.BATCHES, probe, bytes))
                                .get();
                        sent++;
                    } catch (InvalidBatchException e) {
                        err.println(file + ": refused: " + e.getMessage());
                        refused++;
                    }
                }
            }
        }
        err.println(sent + " batches sent, " + refused + " refused, " + (files.size() - sent - refused)
                + " files are none");
        return refused > 0 || sent == 0 ? 1 : 0;
    }

    private static boolean isBatch(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            return false;
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return java.util.Arrays.equals(MAGIC, in.readNBytes(MAGIC.length));
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            return false;
        }
    }
}
