package org.cordon.collector;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import org.cordon.analysis.cli.update.RangeFolder;
import org.cordon.analysis.collateral.DamageReport;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.cordon.analysis.detect.DetectorSettings;
import org.cordon.analysis.program.Sentence;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.api.Api;
import org.cordon.collector.api.RecordsAccess;
import org.cordon.collector.archive.ArchiveStore;
import org.cordon.collector.archive.Archiver;
import org.cordon.collector.archive.EvidenceReader;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.BoardFollower;
import org.cordon.collector.broker.BrokerWatch;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.broker.Topics;
import org.cordon.collector.collateral.CollateralMetrics;
import org.cordon.collector.collateral.Damage;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.collateral.Services;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.config.CollectorRole;
import org.cordon.collector.config.HostPort;
import org.cordon.collector.gateway.Gateway;
import org.cordon.collector.gateway.GatewayMetrics;
import org.cordon.collector.intake.Intake;
import org.cordon.collector.intake.Pseudonyms;
import org.cordon.collector.intake.Register;
import org.cordon.collector.intake.Stamp;
import org.cordon.collector.metrics.BlockMetrics;
import org.cordon.collector.metrics.CoverageMetrics;
import org.cordon.collector.metrics.IncidentDamageMetrics;
import org.cordon.collector.metrics.IncidentMetrics;
import org.cordon.collector.metrics.PartMetrics;
import org.cordon.collector.metrics.PipelineMetrics;
import org.cordon.collector.metrics.SpaceMetrics;
import org.cordon.collector.monitor.Monitor;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.registry.RegistryMetrics;
import org.cordon.collector.registry.RegistryView;
import org.cordon.collector.supervise.Condition;
import org.cordon.collector.supervise.Worker;
import org.cordon.collector.webhook.Webhook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: its parts, started in the order of the data's way and stopped in the reverse. */
final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /** What {@code /readyz} speaks of, in the order of the data's way. */
    private static final List<String> PARTS = List.of("broker", "intake", "archive", "monitor", "board");

    private final CollectorConfig config;
    private final InstantSource clock;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Condition> parts = new LinkedHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private String address = "";

    private Collector(CollectorConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws StartException if a part cannot start; what had started is stopped */
    static Collector start(CollectorConfig config, InstantSource clock) throws StartException {
        Collector collector = new Collector(config, clock);
        try {
            collector.startParts();
            return collector;
        } catch (IOException | RuntimeException e) {
            collector.close();
            throw new StartException("cannot start: " + Sentence.of(e), e);
        }
    }

    /** The broker takes longest; whatever can begin without it does, above all the API, which says what is missing. */
    private void startParts() throws IOException {
        Path data = folder("data", config.data());
        own(DataLock.take(data));
        requirePorts();
        Register register = register();
        Path keys = folder("keys", config.keys());
        Pseudonyms pseudonyms = Pseudonyms.keptIn(keys.resolve("pseudonyms.key"), new SecureRandom());
        KafkaClients clients = clients();
        BrokerStart broker = own(BrokerStart.of(config));
        for (String name : PARTS) {
            if (has(name)) {
                parts.put(name, new Condition(name, clock));
            }
        }
        List<Condition> conditions = List.copyOf(parts.values());
        CollectorRegistry registry = new CollectorRegistry();
        PipelineMetrics metrics = new PipelineMetrics(registry, clock);
        Board board = new Board();
        ArchiveStore archive = own(ArchiveStore.open(data.resolve(ArchiveStore.FILE), config.archiveMemory()));
        new BlockMetrics(board).register(registry);
        new SpaceMetrics(board::snapshot).register(registry);
        new IncidentMetrics(board::snapshot).register(registry);
        new PartMetrics(conditions).register(registry);
        EvidenceReader evidence = new EvidenceReader(archive.reader());
        ProviderRanges ranges = ranges();
        ServiceCatalogue services = Services.read(config.services());
        DamageView damage = new DamageView(board, evidence, services, config.target(), ranges, clock);
        new CollateralMetrics(damage).register(registry);
        RegistryView comparison = RegistryView.read(board, evidence, config.registry());
        new RegistryMetrics(comparison, clock).register(registry);
        new IncidentDamageMetrics(board::snapshot, () -> reports(damage)).register(registry);
        CoverageMetrics coverage = new CoverageMetrics().register(registry);
        register(registry);
        Stamp stamp = Gateway.stamp(keys);
        Gateway gateway = own(Gateway.start(config, clients, register, stamp, new GatewayMetrics(registry), clock));
        DetectorSettings settings = DetectorSettings.defaults(ranges);
        Publishing publishing = new Publishing(config, clock);
        Newsroom newsroom = publishing.newsroom(damage, ranges);
        listen(new Api.Sources(
                conditions, registry, board, damage, comparison, archive.reader(), access(), gateway, newsroom, clock));
        addressOf(registry);
        tell(publishing.webhooks(board, registry));
        broker.await();
        Topics.Sizes sizes = new Topics.Sizes(config.partitions(), config.observationPartitions());
        work("broker", new BrokerWatch(clients, sizes));
        work("archive", new Archiver(clients, archive, archiving(), metrics, clock));
        work("board", new BoardFollower(clients, board));
        Monitor.Saving saving = new Monitor.Saving(config.state(), config.saveEvery());
        work("monitor", new Monitor(clients, settings, archive.reader(), saving, metrics, coverage, clock));
        work("intake", new Intake(clients, config, register, pseudonyms, stamp, metrics, clock));
    }

    private static void register(CollectorRegistry registry) {
        new StandardExports().register(registry);
        new MemoryPoolsExports().register(registry);
        new GarbageCollectorExports().register(registry);
        new ThreadExports().register(registry);
    }

    private static Function<String, @Nullable DamageReport> reports(DamageView damage) {
        Damage known = damage.nowIfKnown();
        return known == null ? id -> null : known::of;
    }

    /** Dashboards link to pages: where these are. */
    private void addressOf(CollectorRegistry registry) {
        Gauge.build("cordon_collector_info", "1; where this collector's pages are, as others are told.")
                .labelNames("url")
                .register(registry)
                .labels(config.publicUrl() == null ? address : String.valueOf(config.publicUrl()))
                .set(1);
    }

    /** Servers that find their port taken say so late, and in a stack trace. */
    private void requirePorts() throws IOException {
        Ports.requireFree("listen", config.listen());
        if (config.kafka() == null) {
            Ports.requireFree("kafka-listen", config.kafkaListen());
        }
    }

    private static Path folder(String setting, Path folder) throws IOException {
        String which = "'" + setting + "': ";
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new IOException(which + folder + " is a file, not a folder");
            }
            Files.createDirectories(folder);
        } catch (FileSystemException e) {
            throw new IOException(which + "the folder " + folder + " cannot be made: " + Sentence.of(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(which + "you may not write in " + folder);
        }
        return folder;
    }

    /** Whether this collector has that part: three of them are roles. */
    private boolean has(String part) {
        return CollectorRole.named(part).map(config.roles()::contains).orElse(true);
    }

    private void listen(Api.Sources sources) {
        Api api = own(Api.start(config.listen().host(), config.listen().port(), sources));
        address = "http://" + new HostPort(config.listen().host(), api.port());
    }

    /** A receiver that is away is no reason to call the collector unwell: webhooks have conditions of their own. */
    private void tell(List<Webhook> webhooks) {
        for (Webhook webhook : webhooks) {
            workers.add(own(Worker.start(new Condition("webhook", clock), webhook)));
        }
    }

    private Archiver.Terms archiving() {
        return new Archiver.Terms(config.archiveEvery(), config.closeAfter(), config.keep());
    }

    private RecordsAccess access() {
        return new RecordsAccess(config.openRecords(), config.recordsToken());
    }

    private Register register() throws IOException {
        Path file = config.register();
        Register register =
                file == null ? Register.empty(config.trustClaims()) : Register.read(file, config.trustClaims());
        LOG.info("{} probes are registered", register.size());
        if (config.trustClaims()) {
            LOG.warn("claims of unregistered probes are believed: anybody can speak for any network");
        }
        return register;
    }

    private ProviderRanges ranges() throws IOException {
        ProviderRanges ranges = RangeFolder.known(config.ranges());
        LOG.info(
                "{} editions of the providers' ranges are known",
                ranges.editions().size());
        return ranges;
    }

    private KafkaClients clients() throws IOException {
        String cluster = config.kafka();
        return cluster == null
                ? new KafkaClients(config.kafkaAdvertise().toString(), instance(), Map.of())
                : new KafkaClients(cluster, instance(), properties(config.kafkaProperties()));
    }

    static Map<String, String> properties(@Nullable Path file) throws IOException {
        Map<String, String> map = new HashMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
            properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        }
        return map;
    }

    /** This collector's name on the cluster: made once, kept beside its data. */
    private String instance() throws IOException {
        Path file = config.data().resolve("instance");
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString().substring(0, 8) + "\n");
        }
        return Files.readString(file).strip();
    }

    private void work(String name, Worker.Task task) {
        Condition condition = parts.get(name);
        if (condition != null) {
            workers.add(own(Worker.start(condition, task)));
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        started.push(part);
        return part;
    }

    /** Where the API is. */
    String address() {
        return address;
    }

    /** Stops everything, last started first. */
    @Override
    public void close() {
        workers.forEach(Worker::ask);
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order", part.getClass().getSimpleName(), e);
            }
        }
    }
}
