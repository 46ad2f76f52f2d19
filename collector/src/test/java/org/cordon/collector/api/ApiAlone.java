package org.cordon.collector.api;

import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cordon.analysis.collateral.ServiceCatalogue;
import org.cordon.analysis.targets.AsNames;
import org.cordon.analysis.targets.ProviderRanges;
import org.cordon.collector.archive.ArchiveStore;
import org.cordon.collector.archive.EvidenceReader;
import org.cordon.collector.board.Board;
import org.cordon.collector.board.TestBlocks;
import org.cordon.collector.broker.KafkaClients;
import org.cordon.collector.collateral.DamageView;
import org.cordon.collector.config.CollectorConfig;
import org.cordon.collector.config.ConfigReader;
import org.cordon.collector.gateway.Gateway;
import org.cordon.collector.gateway.GatewayMetrics;
import org.cordon.collector.intake.Register;
import org.cordon.collector.publish.Newsroom;
import org.cordon.collector.registry.RegistryView;
import org.cordon.collector.supervise.Condition;
import org.cordon.collector.words.Credit;
import org.cordon.collector.words.Networks;
import org.jspecify.annotations.Nullable;

/** The API by itself: over an empty archive, a given board and no broker. */
public final class ApiAlone implements AutoCloseable {
    private final Gateway gateway;
    private final ArchiveStore archive;
    private final Api api;

    private ApiAlone(Gateway gateway, ArchiveStore archive, Api api) {
        this.gateway = gateway;
        this.archive = archive;
        this.api = api;
    }

    /** What everybody may see. @param url where the public finds it */
    public static ApiAlone start(Path dir, Board board, @Nullable String url, InstantSource clock) throws Exception {
        return start(dir, board, url, clock, List.of(), new RecordsAccess(false, null));
    }

    static ApiAlone start(
            Path dir,
            Board board,
            @Nullable String url,
            InstantSource clock,
            List<Condition> parts,
            RecordsAccess access)
            throws Exception {
        Gateway gateway = gateway(dir);
        ArchiveStore archive = ArchiveStore.open(dir.resolve(ArchiveStore.FILE), "128MB");
        EvidenceReader evidence = new EvidenceReader(archive.reader());
        DamageView damage = new DamageView(
                board, evidence, ServiceCatalogue.bundled(), "telegram", ProviderRanges.bundled(), clock);
        Credit credit = new Credit(url, "CC BY 4.0");
        Networks networks = new Networks(AsNames.bundled());
        Condition archived = new Condition("archive", clock);
        archived.well(0);
        Api.Sources sources = new Api.Sources(
                Stream.concat(parts.stream(), Stream.of(archived)).toList(),
                new CollectorRegistry(),
                board,
                damage,
                RegistryView.read(board, evidence, List.of()),
                archive.reader(),
                access,
                gateway,
                new Newsroom(damage, TestBlocks.RANGES, networks, "telegram", credit, clock),
                clock);
        return new ApiAlone(gateway, archive, Api.start("127.0.0.1", 0, sources));
    }

    /** A gateway whose broker is away: only its documents are looked at. */
    private static Gateway gateway(Path dir) throws Exception {
        CollectorConfig config =
                ConfigReader.read(null, Map.of("data", dir.toString())).config();
        return Gateway.start(
                config,
                new KafkaClients("127.0.0.1:9", "test", Map.of()),
                Register.empty(false),
                Gateway.stamp(dir),
                new GatewayMetrics(new CollectorRegistry()),
                InstantSource.system());
    }

    public String address() {
        return "http://127.0.0.1:" + api.port();
    }

    List<String> paths() {
        return api.paths();
    }

    @Override
    public void close() {
        api.close();
        gateway.close();
        archive.close();
    }
}
